#!/usr/bin/env bash
# A crashing program leaves no image of its memory: while it waits for a passphrase, its limit for core
# files is 0, its memory is closed to others of the same user, and a crash dumps nothing.
#
#   tests/faults/core_dump.sh BINARY
set -euo pipefail
binary=$(realpath "$1")
work=$(mktemp -d)
chmod 755 "$work"
trap 'exec 3>&-; rm -rf "$work"' EXIT
mkfifo "$work/words"
exec 3<>"$work/words"
ulimit -Sc "$(ulimit -Hc)"  # a parent that would allow them

failures=0
report() {
  if [ "$1" = "$2" ]; then
    echo "[       OK ] core dumps/$3"
  else
    echo "found '$1', expected '$2'"
    echo "[  FAILED  ] core dumps/$3"
    failures=1
  fi
}

# As root every memory is open, so the program runs as somebody else then.
as=()
owner=$(id -u)
[ "$owner" -ne 0 ] || { as=(setpriv --reuid=65534 --regid=65534 --clear-groups); owner=65534; }
cd "$work"
start() { "${as[@]}" "$@" <&3 >/dev/null 2>&1 & pid=$!; }
# What waits in a read has set up everything before it.
settled() { for _ in $(seq 200); do [ "$(core_limit)" != 0 ] || break; sleep 0.05; done; sleep 0.1; }
core_limit() { awk '/^Max core file size/ { print $5 }' "/proc/$pid/limits"; }

start "$binary" --docket "$work/none" --passphrase-fd 0 init --as prosecution --user "Ada Example" --practice
settled
report "$(core_limit)" 0 "the limit for core files is 0"
report "$(stat -c %u "/proc/$pid/environ")" 0 "its memory is closed to its own user"
kill -SEGV "$pid"
status=0
wait "$pid" 2>/dev/null || status=$?
report "$status" 139 "it waited for a passphrase until it was crashed"
report "$(find "$work" -name 'core*' | wc -l)" 0 "a crash leaves no file"

# The same look at a program that does nothing of this, so that the look is known to see.
start sleep 60
sleep 0.2
report "$(stat -c %u "/proc/$pid/environ")" "$owner" "another program's memory is seen to be open"
kill "$pid"
exit $failures
