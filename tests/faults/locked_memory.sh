#!/usr/bin/env bash
# What a running program holds in secret can not be swapped out: while it has a docket open and waits for
# another passphrase, it has memory locked, and of the passphrases that were typed every piece that is in
# its memory stands in locked pages. Where the system has a swap file that can be read, they are not in it.
#
#   tests/faults/locked_memory.sh BINARY
#
# The memory of another process is open to root alone; others see only how much of it is locked.
set -euo pipefail
# The folder of a test run may be open to its owner alone; somebody else has to run the program in this one.
work=$(mktemp -d -p /tmp)
chmod 755 "$work"
cp "$1" "$work/redress"
binary=$work/redress
pid=
trap 'exec 3>&-; [ -z "$pid" ] || kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
mkfifo "$work/words"
exec 3<>"$work/words"

failures=0
report() {
  if [ "$1" = "$2" ]; then
    echo "[       OK ] locked memory/$3"
  else
    echo "found '$1', expected '$2'"
    echo "[  FAILED  ] locked memory/$3"
    failures=1
  fi
}
yes_if() { if "$@"; then echo yes; else echo no; fi; }

# Plainly invented, drawn anew in each run, so that a hit in a swap file is of this run. This shell, whose
# memory is not locked, holds them backwards.
draw() { od -An -N12 -tx1 /dev/urandom | tr -d ' \n'; }
known_back="$(draw)-nwonk-yranac"
typed_back="$(draw)-depyt-yranac"
forwards() { printf '%s' "$1" | rev; }

# As root the program runs as somebody else, as in daily work.
as=()
[ "$(id -u)" -ne 0 ] || {
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  chown 65534:65534 "$work"
}
cd "$work"
export HOME=$work XDG_STATE_HOME=$work/state
docket=(--docket "$work/docket" --user "Ada Example" --passphrase-fd 0)
printf '%s\n%s\n' "$known_back" "$known_back" | rev |
  "${as[@]}" "$binary" "${docket[@]}" init --as prosecution --practice >/dev/null

# How much of its memory is locked, in KiB.
locked() { awk '/^VmLck:/ { print $2 }' "/proc/$1/status"; }

"${as[@]}" "$binary" "${docket[@]}" user add "Bo Example" --role investigator <&3 >/dev/null 2>&1 &
pid=$!
# What it waits for first is the passphrase of the docket.
for _ in $(seq 200); do [ "$(locked "$pid" || echo 0)" = 0 ] || break; sleep 0.05; done
before=$(locked "$pid")
{ forwards "$known_back"; echo; } >&3
# Then the docket is open, and half a passphrase of the new user is typed.
for _ in $(seq 200); do [ "$(locked "$pid")" -le "$before" ] || break; sleep 0.05; done
forwards "$typed_back" >&3
sleep 0.3
report "$(yes_if [ "$(locked "$pid")" -gt "$before" ])" yes "with open keys more memory is locked than without"

if [ "$(id -u)" -eq 0 ]; then
  # Counts the words in pages that are locked (VmFlags lo) and in all others that can be read.
  found=$(python3 - "$pid" "$known_back" "$typed_back" <<'PY'
import re, sys
pid, *words = sys.argv[1:]
regions = []
for line in open(f"/proc/{pid}/smaps"):
    head = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line)
    if head:
        regions.append([int(head[1], 16), int(head[2], 16), head[3], ""])
    elif line.startswith("VmFlags:"):
        regions[-1][3] = line.split()[1:]
counts = []
with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
    contents = []
    for begin, end, rights, flags in regions:
        if "r" not in rights:
            continue
        memory.seek(begin)
        try:
            contents.append(("lo" in flags, memory.read(end - begin)))
        except OSError:  # pages that only the kernel reads
            continue
for word in words:
    for locked in (True, False):
        counts.append(sum(text.count(word[::-1].encode()) for lo, text in contents if lo is locked))
print(*counts)
PY
  )
  read -r known_locked known_open typed_locked typed_open <<<"$found"
  echo "the passphrase of the open docket: $known_locked in locked pages, $known_open in others;" \
    "what is being typed: $typed_locked and $typed_open"
  report "$(yes_if [ "$typed_locked" -gt 0 ])" yes "what is being typed is seen in locked pages"
  report "$typed_open" 0 "what is being typed is nowhere else"
  report "$known_open" 0 "the passphrase that opened the docket is in no page that can be swapped"
else
  echo "[  SKIPPED ] locked memory/which pages hold what was typed: only root can look"
fi

# The same look at a program that locks nothing, so that the look is known to see.
sleep 60 &
other=$!
report "$(locked "$other")" 0 "another program is seen to lock nothing"
kill "$other"

looked=0
while read -r swap kind _; do
  if [ "$kind" = file ] && [ -r "$swap" ]; then
    looked=1
    hits=$(grep -a -c -F -f <(printf '%s\n%s\n' "$known_back" "$typed_back" | rev) -- "$swap" || true)
    report "$hits" 0 "nothing of it stands in $swap"
  fi
done < <(tail -n +2 /proc/swaps)
[ "$looked" -eq 1 ] ||
  echo "[  SKIPPED ] locked memory/swap: this system has no swap file that can be read"

kill "$pid"
wait "$pid" 2>/dev/null || true
pid=
exit $failures
