#!/usr/bin/env bash
# Looks through the log lines that the tests captured (folder $1) for what must never be logged: tokens, secrets, signatures, response_urls, socket tickets, mail
# addresses, names of contacts, and the comments and notes that tests write. Prints what it found, with the text cut, and exits 1; also when there is nothing to look through.
set -uo pipefail
folder="$1"
lines="$(cat "$folder"/*.log 2>/dev/null | wc -l)"
if [ "$lines" -lt "${2:-1000}" ]; then
  echo "Only $lines captured log lines in $folder: the capture does not work."
  exit 1
fi

patterns='xox[a-z]-[A-Za-z0-9]|xapp-[A-Za-z0-9]|v0=[0-9a-f]{16}|[Bb]earer +[A-Za-z0-9_.-]{8}|eyJ[A-Za-z0-9_-]{10}'
patterns="$patterns"'|example-signing-secret|very-secret|hooks\.slack\.com|/response/[0-9]+secret|[?&]ticket='
patterns="$patterns"'|[A-Za-z0-9._-]+@(example|acme|home)[a-z.-]*\.[a-z]+'
patterns="$patterns"'|Snelle hulp|Called, \*all\* fine'
patterns="$patterns"'|Lotte Jansen|van den Heuvel|Sem Smit|Kwetsend lang|Nooit meer zo lang|Zij belt liever'
found="$(cat "$folder"/*.log | grep -nE "$patterns" | grep -oE ".{0,120}($patterns)" | head -20)"
if [ -n "$found" ]; then
  echo "Log lines hold what must not be logged:"
  echo "$found"
  exit 1
fi

echo "No secret, signature, address, name or comment in $lines captured log lines."
