#!/usr/bin/env bash
# Starts the built bot on an existing database and prints how long the first answer took and how much memory the process holds then.
# usage: bench/measure-start.sh [runs]   (needs a Release build: dotnet build RetentionBot.sln -c Release)
set -euo pipefail
cd "$(dirname "$0")/.."
runs="${1:-5}"
bot="src/RetentionBot/bin/Release/net10.0/RetentionBot.dll"
[ -f "$bot" ] || { echo "Build first: dotnet build RetentionBot.sln -c Release" >&2; exit 1; }
data="$(mktemp -d)"
port=39780
pid=""
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$data"' EXIT

start() {
  ASPNETCORE_ENVIRONMENT=Development RetentionBot__DataDirectory="$data" dotnet "$bot" --urls "http://127.0.0.1:$port" >"$data/log" 2>&1 &
  pid=$!
}
first_answer() {
  until curl -sf -X POST "http://127.0.0.1:$port/api/ask" -H 'content-type: application/json' -d '{"text":"what was churn last month"}' | grep -q '"value":'; do sleep 0.02; done
}
memory_mb() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$pid/status"; }
stop() { kill "$pid"; wait "$pid" 2>/dev/null || true; pid=""; }

start; first_answer; stop
echo "run  first answer (ms)  resident (MB)  resident after 60 questions (MB)"
for run in $(seq "$runs"); do
  from="$(date +%s%3N)"
  start; first_answer
  took="$(($(date +%s%3N) - from))"
  memory="$(memory_mb)"
  for _ in $(seq 60); do
    curl -s -X POST "http://127.0.0.1:$port/api/ask" -H 'content-type: application/json' -d '{"text":"wat was de NPS vorig kwartaal"}' >/dev/null
  done
  printf '%3d  %17d  %13s  %32s\n' "$run" "$took" "$memory" "$(memory_mb)"
  stop
done
