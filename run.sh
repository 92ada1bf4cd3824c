#!/usr/bin/env bash
# Restores, builds and starts the bot on http://localhost:3978 in Development; the first start creates the database and loads the sample company.
set -euo pipefail
cd "$(dirname "$0")"
for tool in dotnet node npm tar; do
  command -v "$tool" >/dev/null || { echo "run.sh needs $tool. Install the .NET 10 SDK and Node.js, then try again." >&2; exit 1; }
done
exec dotnet run --project src/RetentionBot --configuration Release -- "$@"
