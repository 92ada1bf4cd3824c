#!/usr/bin/env bash
# Runs the tests: ./test.sh everything but category Soak, ./test.sh soak only those. Installs Chromium through apt when it is missing.
# Ends with a line "N passed, N failed"; says before it how many tests were left out and why.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Nothing here runs for long enough to earn back what measuring its methods costs: the build takes a sixth less without.
export DOTNET_TieredPGO=0

which_tests="${1:-normal}"
case "$which_tests" in
  normal) filter="Category!=Soak" ;;
  soak) filter="Category=Soak" ;;
  *) echo "usage: ./test.sh [soak]" >&2; exit 2 ;;
esac

for tool in dotnet node npm tar; do
  command -v "$tool" >/dev/null || { echo "test.sh needs $tool. Install the .NET 10 SDK and Node.js, then try again." >&2; exit 1; }
done

export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
if [ ! -x "$CHROMIUM" ]; then
  echo "Installing Chromium for the browser tests."
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  { $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium; } >/dev/null 2>&1 \
    || { echo "Chromium could not be installed with apt; install it by hand, or name one with CHROMIUM=/path." >&2; exit 1; }
fi

results="artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
RETENTIONBOT_TEST_LOGS="$(pwd)/$results/logs"
export RETENTIONBOT_TEST_LOGS

dotnet build RetentionBot.sln --configuration Release -v quiet || { echo "The build failed."; echo "0 passed, 1 failed"; exit 1; }

broken=0
run_tests() { # $1: project
  name="$(basename "$1" .csproj)"
  dotnet test "$1" --configuration Release --no-build -v quiet --filter "$filter" \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results"
}

# The build has enforced the rules of style already; what it does not see is white space and the order of usings.
check_format() {
  dotnet format whitespace RetentionBot.sln --no-restore --verify-no-changes -v quiet \
    && dotnet format style RetentionBot.sln --diagnostics IMPORTS --severity warn --no-restore --verify-no-changes -v quiet
}

# The browser mostly waits, so its tests run beside the others.
browser_tests="tests/RetentionBot.Browser.Tests/RetentionBot.Browser.Tests.csproj"
run_tests "$browser_tests" &
browser=$!

failed_steps=0
if [ "$which_tests" = normal ]; then
  check_format || { echo "The formatter would change files; run: dotnet format RetentionBot.sln"; failed_steps=$((failed_steps + 1)); }
fi

for project in tests/*/*.Tests.csproj; do
  [ "$project" = "$browser_tests" ] || run_tests "$project" || broken=1
done
wait "$browser" || broken=1

if [ "$which_tests" = normal ]; then
  tests/check-logs.sh "$RETENTIONBOT_TEST_LOGS" || failed_steps=$((failed_steps + 1))
fi

count() { # $1: attribute of the counters in the result files
  cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ sum += $1 } END { print sum + 0 }'
}
passed="$(count passed)"
total="$(count total)"
executed="$(count executed)"
failed="$(($(count failed) + $(count error) + failed_steps))"
left_out="$((total - executed))"

if [ "$left_out" -gt 0 ]; then
  echo "$left_out tests were left out:"
  grep -ho '<Message>[^<]*RETENTIONBOT_TEST_DATA[^<]*' "$results"/*.trx | sed 's/<Message>/  /' | sort | uniq -c
fi
if [ "$which_tests" = normal ]; then
  soak="$(grep -rlE 'Trait\("Category", "Soak"\)' tests --include='*.cs' | wc -l)"
  echo "Left out as Soak: the tests in $soak files (./test.sh soak runs them)."
fi
if [ "$passed" -eq 0 ] && [ "$which_tests" = normal ]; then
  failed=$((failed + 1))
fi
if [ "$failed" -eq 0 ] && [ "$broken" = 1 ]; then
  echo "A test run broke off before its end; what it wrote last is above."
  failed=1
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
