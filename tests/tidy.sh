#!/usr/bin/env bash
# clang-tidy over every source file, one OK or FAILED line each.
#
#   tests/tidy.sh BUILD [FILE...]    BUILD: a folder that was built, build/release; no FILE: all of them
#
# A minute a file is long: a file that passed is not looked at again while it, the files of the repository
# that it includes, its command line, .clang-tidy and clang-tidy stay the same (BUILD/tidy remembers).
# Fuzz targets and benchmarks are left out, and a library that stands in the place of C's own functions. The analyzer follows GoogleTest's macros for a minute a file
# and finds nothing there: tests go without.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=$1
shift
kept=$build/tidy
mkdir -p "$kept"
deps=$(mktemp)
trap 'rm -f "$deps"' EXIT
ninja -C "$build" -t deps >"$deps"

if [ $# -eq 0 ]; then
  mapfile -t files < <(find src tests -name '*.cpp' ! -name '*_bench.cpp' ! -name 'replay_main*' ! -name shim.cpp | sort)
else
  files=("$@")
fi

# What the outcome for a file depends on.
key_of() {
  local file=$1
  {
    cat .clang-tidy "$0" "$file"
    clang-tidy-19 --version
    grep -F -B 3 "\"file\": \"$PWD/$file\"" "$build/compile_commands.json"
    # The includes of every object that was made of this file, as the compiler saw them.
    awk -v file="$PWD/$file" -v root="$PWD/" '
      /^[^ ]/ { mine = 0; first = 1; next }
      first { first = 0; mine = ($1 == file) }
      mine && index($1, root) == 1 { print $1 }' "$deps" | sort -u | xargs -r cat
  } | sha256sum | cut -d ' ' -f 1
}

look_at() {
  local file=$1 key checks=()
  key=$(key_of "$file")
  if [ ! -e "$kept/$key" ]; then
    [[ $file != *_test.cpp ]] || checks=(--checks=-clang-analyzer-*)
    if ! clang-tidy-19 --quiet -p "$build" "${checks[@]}" "$file" >"$kept/$key.log" 2>&1; then
      head -n 60 "$kept/$key.log"
      rm "$kept/$key.log"
      echo "[  FAILED  ] clang-tidy $file"
      return
    fi
    mv "$kept/$key.log" "$kept/$key"
  fi
  echo "[       OK ] clang-tidy $file"
}

export build kept deps
export -f key_of look_at
# Each file's lines in one piece.
printf '%s\0' "${files[@]}" |
  xargs -0 -P "$(nproc)" -I{} bash -c 'set -euo pipefail; out=$(look_at "$1"); printf "%s\n" "$out"' "$0" {}
