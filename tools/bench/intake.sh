#!/usr/bin/env bash
# Bank rows from a CSV file into a docket by `redress add`, against `sqlite3 .import` of the same file into a plain
# unindexed table, in one run; peak memory of both; and what people wait who work in the same docket meanwhile.
#
#   tools/bench/intake.sh [ROWS]     5,000,000 rows unless said otherwise (about 500 MB in the temporary folder)
#
# Needs the release build with its tests, sqlite3, python3 and /usr/bin/time. Prints ratios for docs/benchmarks.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rows=${1-5000000}
place=$(mktemp -d "${TMPDIR:-/tmp}/redress-bench-XXXXXX")
trap 'rm -rf "$place"' EXIT
redress=$PWD/build/release/redress crowd=$PWD/build/release/docket_crowd
export HOME=$place XDG_STATE_HOME=$place/state REDRESS_DOCKET=$place/w/docket REDRESS_PACKS=$PWD/packs
mkdir -p "$place/w"
run() { "$redress" --passphrase-fd 3 "$@" 3<<<"open sesame"; }

# The rows of src/docket/segment_benching.hpp, with a header: statements of many accounts, a million counter accounts.
python3 - "$rows" "$place/rows.csv" <<'PYTHON'
import random, sys
rows, out = int(sys.argv[1]), sys.argv[2]
draw = random.Random(42).getrandbits
texts = ["rent", "transfer", "card payment", "salary", "deposit", "reference", "invoice", "cash"]
account = lambda n: f"AT{n % 97:02d}19043{n * 7919 % 10**13:013d}"
with open(out, "w", buffering=1 << 20) as file:
    file.write("Date,Amount,Currency,Account,Counterparty account,Counterparty,Description\n")
    for i in range(rows):
        r = draw(64)
        counter = r % 1000000
        file.write(f"2024-{1 + i * 12 // rows:02d}-{1 + (r >> 20) % 28:02d}T{(r >> 25) % 24:02d}:{(r >> 30) % 60:02d}:"
                   f"{(r >> 36) % 60:02d}Z,{'-' if r >> 63 else ''}{(r >> 42) % 9000}.{(r >> 55) % 100:02d},EUR,"
                   f"{account(i // 500)},{account(counter)},Person {counter},{texts[(r >> 60) % 8]} {(r >> 8) % 100000}\n")
PYTHON
cat "$place/rows.csv" >/dev/null

run init --as prosecution --user "Ada Example" --practice >/dev/null
run case add lantern --title "The Lantern Hotel" >/dev/null
run authority add lantern --label A1 --form subpoena --title "to the bank" >/dev/null

timed() { # NAME COMMAND... : seconds and peak MiB
  local name=$1
  shift
  sync  # what the step before left to write is not paid by this one
  # 1: taken in, and something needs a look (the proposed map).
  /usr/bin/time -q -o "$place/time" -f '%e %M' "$@" >"$place/$name.out" 2>"$place/$name.err" || [ $? -eq 1 ]
  read -r seconds kib <"$place/time"
  printf '%-34s %7.2f s  %6.0f MiB\n' "$name" "$seconds" "$((kib / 1024))"
}

timed sqlite3-import sqlite3 "$place/plain.db" '.mode csv' ".import $place/rows.csv t"
sqlite_seconds=$seconds
timed redress-add bash -c "exec '$redress' --passphrase-fd 3 add lantern '$place/rows.csv' --authority A1 3<<<'open sesame'"
tail -n 3 "$place/redress-add.out"
awk -v a="$seconds" -v b="$sqlite_seconds" -v n="$rows" \
  'BEGIN { printf "ratio %.2f (less is faster); %.2f million rows a second\n", a / b, n / a / 1e6 }'

# Once more into another docket, with somebody who works in it without a pause.
rm -rf "$place/w" && mkdir -p "$place/w"
run init --as prosecution --user "Ada Example" --practice >/dev/null
run case add lantern --title "The Lantern Hotel" >/dev/null
run authority add lantern --label A1 --form subpoena --title "to the bank" >/dev/null
sync
(turn=0
  while [ ! -e "$place/ended" ]; do
    turn=$((turn + 1))
    "$crowd" work write "$place/w" "w$turn" 200 && cat "$place/w/out-w$turn" >>"$place/waits"
  done) &
run add lantern "$place/rows.csv" --authority A1 >/dev/null || [ $? -eq 1 ]
touch "$place/ended"
wait
awk '$1 == "wait" { print $2 }' "$place/waits" | sort -n |
  awk '{ w[NR] = $1 } END { printf "%d acts beside it: median %.1f ms, 99th of 100 %.1f ms, worst %.1f ms\n", NR, w[int((NR + 1) / 2)] / 1000, w[int(NR * 0.99)] / 1000, w[NR] / 1000 }'
