#!/usr/bin/env bash
# Tests the case runner itself with a stub in place of redress: case_runner_test.sh CASE_RUNNER
# A runner that calls everything good would make all other text cases worthless.
# shellcheck disable=SC2016  # the backquotes are fences of code blocks
set -euo pipefail

runner=$(realpath "${1:?usage: case_runner_test.sh CASE_RUNNER}")
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failures=0

export TMPDIR=$room/tmp
mkdir -p "$TMPDIR" "$room/source/docs" "$room/source/packs" "$room/source/examples" "$room/cases/deep"
cat >"$room/redress" <<'STUB'
#!/bin/sh
case $1 in
  hello) echo "hello ${2-nobody}" ;;
  read) cat ;;
  fail) echo "no such case" >&2; exit 4 ;;
  hash) printf 'x' | sha256sum | cut -d' ' -f1 ;;
  where) pwd; echo "$HOME"; echo "$SOURCE/x" ;;
  slow) sleep 30 & sleep 30 ;;
esac
STUB
chmod +x "$room/redress"
: >"$room/source/docs/preamble.sh"
: >"$room/source/README.md"

run() {
  status=0
  output=$("$runner" --binary "$room/redress" --source "$room/source" --cases "$room/cases" "$@" 2>&1) ||
    status=$?
}

# expect NAME STATUS TEXT... : the last run ended so and its output holds each text.
expect() {
  local name=$1 wanted=$2 text good=1
  shift 2
  [ "$status" -eq "$wanted" ] || good=0
  for text in "$@"; do
    [[ $output == *"$text"* ]] || good=0
  done
  if [ $good -eq 1 ]; then
    echo "[       OK ] case_runner/$name"
  else
    printf '%s\n' "$output"
    echo "[  FAILED  ] case_runner/$name: expected status $wanted (came $status) and: $*"
    failures=$((failures + 1))
  fi
}

run
expect nothing-to-run 2 "nothing to run"

cat >"$room/cases/good.case" <<'CASE'
# Everything a case can say.
--- file in/side.txt
line one
--- end
$ redress hello world
hello world

# input, a helper file, a status, errors
$ redress read
<<< typed
typed
$ cat in/side.txt | redress read
line one
$ redress fail
? 4
! no such {{c...}}
$ redress hash
{{hash}}
$ redress where
[DIR]
[ROOT]/home
[SOURCE]/x
$ for i in 1 2 3 4; do
> echo $i; done
1
...
4
$ kill -9 $$
? 137
$ tty </dev/tty
? 2
! ...
CASE
run
expect good 0 "[       OK ] cases/good" "1 of 1 cases as expected"

cat >"$room/cases/deep/bad.case" <<'CASE'
# Differs in output, status and errors.
$ redress hello
hello somebody
$ echo never reached
CASE
run --jobs 2
expect bad 1 "[  FAILED  ] cases/deep/bad" "bad.case:2: \$ redress hello" \
  "    - hello somebody" "    + hello nobody" "--filter 'cases/deep/bad'" "[       OK ] cases/good"

cat >"$room/cases/deep/bad.case" <<'CASE'
# Errors that nobody expected.
$ echo loud >&2
CASE
run --filter deep/bad
expect unexpected-error 1 "standard error" "+ loud"

cat >"$room/cases/deep/bad.case" <<'CASE'
# Text after the expected end.
$ redress fail
no such case
CASE
run --filter deep/bad
expect wrong-status 1 "exit status: expected 0, came 4"

run --filter deep/bad --update
expect update 0 "[  UPDATED ] cases/deep/bad"
run --filter deep/bad
expect after-update 0 "[       OK ] cases/deep/bad"

cat >"$room/cases/deep/bad.case" <<'CASE'
# Takes too long.
$ redress slow
CASE
start=$SECONDS
run --filter deep/bad --timeout 1
expect too-slow 1 "was stopped after 1 s"
[ $((SECONDS - start)) -lt 15 ] || { status=99; expect too-slow-kills 1; }

printf 'no header\n' >"$room/cases/deep/bad.case"
run --filter deep/bad
expect malformed 1 "bad.case:1: the first line must be"
rm "$room/cases/deep/bad.case"

cat >"$room/cases/preamble.sh" <<'CASE'
greet() { redress hello "$1"; }
CASE
printf '# The preamble.\n$ greet you\nhello you\n' >"$room/cases/preamble.case"
run --filter preamble
expect preamble 0

printf '# Page\n```sh\nredress hello | grep nobody\n```\n' >"$room/source/docs/good.md"
run --docs
expect docs-good 0 "[       OK ] docs/good"
printf '# Page\n\n```sh\ntrue\n```\n\n```sh\nredress fail\ntrue\n```\n' >"$room/source/docs/bad.md"
run --docs
expect docs-bad 1 "[  FAILED  ] docs/bad" "bad.md:8: exit status 4" "no such case"
printf '# Page\n\n```sh no-run\nfalse\n```\n' >"$room/source/docs/bad.md"
run --docs
expect docs-no-reason 1 "says why on the line before"
printf '# Page\n\n<!-- not run: it needs a network -->\n```sh no-run\nfalse\n```\n' >"$room/source/docs/bad.md"
run --docs
expect docs-reason 0

output=$(ls "$TMPDIR")
status=0
[ -z "$output" ] || status=1
expect leaves-nothing-behind 0
[ $failures -eq 0 ]
