#!/usr/bin/env bash
# The rules of the repository, one OK or FAILED line each.
#
#   tests/rules.sh [BINARY]              checks this repository; BINARY defaults to the release build
#   tests/rules.sh --self-test [BINARY]  plants a violation of each rule in a copy and sees it found
#   tests/rules.sh --list                names the rules
#
# A rule is a function rule_NAME that prints one line for each violation and nothing when all is
# well; its comment says why. plant_NAME breaks it on purpose. Add both together.
set -euo pipefail

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
ROOT=$source_root                            # the tree that is checked
BINARY=$source_root/build/release/redress    # the program that is asked

rules=(
  parent-includes heavy-headers cli-only-cli11 serve-only-httplib docket-only-sqlite
  room-readme room-on-the-map long-files dangling-ranges open-tasks machine-addresses lock-file packs
  command-pages command-stale kind-pages engine-pages engine-stale links
)

# --- tools of the rules ----------------------------------------------------------------------

# grep over the repository's own text files; paths are printed relative to the root.
search() {
  # Of --include and --exclude the first that is given decides about files that neither names.
  (cd "$ROOT" && grep -rsnIE "$@" --exclude=package-lock.json --exclude-dir=build \
    --exclude-dir=node_modules --exclude-dir=.git | sed 's|^\./||') || true
}

ask() { (cd "$ROOT" && REDRESS_PACKS="$ROOT/packs" "$BINARY" "$@"); }

# names_without_page PLACE ASK... : every name that the program prints and that has no page PLACE.
names_without_page() {
  local place=$1 name names
  shift
  if ! names=$(ask "$@" 2>&1); then
    echo "redress $* failed: $names"
    return
  fi
  [ -n "$names" ] || { echo "redress $* printed no name"; return; }
  while read -r name; do
    name=${name// /-}
    [ -f "$ROOT/${place/NAME/$name}" ] || echo "${place/NAME/$name} is missing"
  done <<<"$names"
}

pages_without_name() {
  local folder=$1 page name names
  shift
  names=$(ask "$@" 2>/dev/null) || return 0
  names=${names// /-}
  for page in "$ROOT/$folder"/*.md; do
    name=$(basename "$page" .md)
    if [ ! -f "$page" ] || [ "$name" = README ]; then continue; fi
    grep -qxF -- "$name" <<<"$names" || echo "$folder/$name.md describes what no longer exists"
  done
}

rooms() {
  local folder
  for folder in "$ROOT"/src/*/; do
    [ -z "$(find "$folder" -type f -print -quit)" ] || basename "$folder"
  done
}

# --- the rules -------------------------------------------------------------------------------

# A path upwards would go round the include folders that keep rooms apart.
rule_parent-includes() { search --include='*.[ch]pp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*["<][^">]*\.\./' src tests fuzzers; }
plant_parent-includes() { echo '#include "../law/pack.hpp"' >>"$ROOT/src/base/planted.cpp"; }

# Each costs seconds per file that sees it (the forward header of nlohmann is light).
rule_heavy-headers() {
  search --include='*.hpp' '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"](toml\+\+|nlohmann|CLI/|CLI11|httplib)' src |
    grep -v 'nlohmann/json_fwd\.hpp' || true
}
plant_heavy-headers() { echo '#include <nlohmann/json.hpp>' >>"$ROOT/src/base/planted.hpp"; }

rule_cli-only-cli11() { search --include='*.[ch]pp' 'include[[:space:]]*[<"]CLI(11|/)' src | grep -v '^src/cli/' || true; }
plant_cli-only-cli11() { echo '#include <CLI/CLI.hpp>' >>"$ROOT/src/base/planted.cpp"; }

rule_serve-only-httplib() { search --include='*.[ch]pp' 'include[[:space:]]*[<"]httplib' src | grep -v '^src/serve/' || true; }
plant_serve-only-httplib() { echo '#include <httplib.h>' >>"$ROOT/src/base/planted.cpp"; }

# Only the docket sees SQL.
rule_docket-only-sqlite() { search --include='*.[ch]pp' 'include[[:space:]]*[<"]sqlite3' src | grep -v '^src/docket/' || true; }
plant_docket-only-sqlite() { echo '#include <sqlite3.h>' >>"$ROOT/src/base/planted.cpp"; }

# What a room promises, its method, its limits.
rule_room-readme() {
  local room
  for room in $(rooms); do
    [ -f "$ROOT/src/$room/README.md" ] || echo "src/$room has no README.md"
  done
}
plant_room-readme() { mkdir -p "$ROOT/src/planted" && echo >"$ROOT/src/planted/a.cpp"; }

# A newcomer finds every room from the two maps.
rule_room-on-the-map() {
  local room page
  for room in $(rooms); do
    for page in docs/architecture.md src/README.md; do
      grep -qs "\`$room\`" "$ROOT/$page" || echo "$page does not name the room \`$room\`"
    done
  done
}
plant_room-on-the-map() { mkdir -p "$ROOT/src/planted-too" && echo >"$ROOT/src/planted-too/a.cpp"; }

# 400 lines is the aim; past 500 the file says why.
rule_long-files() {
  (cd "$ROOT" && find src -type f -name '*.[ch]pp' -exec wc -l {} + |
    while read -r lines file; do
      if [ "$file" = total ] || [ "$lines" -le 500 ]; then continue; fi
      grep -q '^// long because: .' "$file" || echo "$file has $lines lines and no '// long because: ...'"
    done)
}
plant_long-files() { printf '//%.0s\n' {1..501} >"$ROOT/src/base/planted-long.cpp"; }

# In C++20 a loop over what a Result holds outlives the Result, unless that has a name.
rule_dangling-ranges() { search --include='*.[ch]pp' 'for \([^;:]+ : \*[A-Za-z_]+([.]|->|::|[A-Za-z_]|\(\))*\(' src tests fuzzers | grep -v REDRESS_TRY || true; }
plant_dangling-ranges() { echo 'for (const auto& one : *docket.all(here))' >"$ROOT/src/base/planted.cpp"; }

# What is left to do stands in an issue, where it is seen.
open_task='TO''DO|FIX''ME'
rule_open-tasks() { search "\b($open_task)" .; }
plant_open-tasks() { echo "// ${open_task%%|*}: later" >>"$ROOT/src/base/planted.cpp"; }

# A clone works anywhere: no path of one machine, no address of one package source.
rule_machine-addresses() {
  local patterns='(/home/|/Users/)[A-Za-z]|/root/[A-Za-z.]|[A-Z]:\\\\Users|registry\.npm|npmjs\.(org|com)/|^[^#]*registry[[:space:]]*=|_auth(Token)?[[:space:]]*=' host
  # The path of this checkout, where it is long enough to mean this machine.
  [[ $source_root != /*/* ]] || patterns+="|${source_root//./\\.}\b"
  # The hosts this machine takes its packages from.
  while read -r host; do
    [[ ! $host =~ \.[A-Za-z]+$ ]] || patterns+="|${host//./\\.}"
  done < <(cat /etc/npmrc ~/.npmrc /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    sed -nE 's|.*https?://([^/@ ]*@)?([A-Za-z0-9.-]{4,}).*|\2|p' | sort -u)
  search "$patterns" . | grep -v '^tests/rules\.sh:' || true
}
plant_machine-addresses() { echo 'see /home/somebody/redress' >>"$ROOT/docs/planted.md"; }

rule_lock-file() {
  [ -f "$ROOT/package-lock.json" ] || { echo "package-lock.json is missing"; return; }
  (cd "$ROOT" && grep -nE '"resolved"|https?://[^"]*\.tgz' package-lock.json | head -n 5) || true
}
plant_lock-file() { echo '"resolved": "x"' >>"$ROOT/package-lock.json"; }

# Every pack loads, with citations, and refers to nothing that is not there.
rule_packs() {
  local output
  output=$(ask law check 2>&1) || echo "${output:-redress law check failed}"
}
plant_packs() { echo 'this is [not toml' >"$ROOT/packs/law/us/planted.toml"; }

# Nothing a person can type, and nothing that is kept, is without its page.
rule_command-pages() { names_without_page docs/commands/NAME.md commands --names; }
plant_command-pages() { answer 'commands --names' planted; }

rule_command-stale() { pages_without_name docs/commands commands --names; }
plant_command-stale() { mkdir -p "$ROOT/docs/commands" && echo '# planted' >"$ROOT/docs/commands/planted-stale.md"; }

# The page of the data model is what the program says of itself, to the letter.
rule_kind-pages() {
  local kinds
  if ! kinds=$(ask kinds 2>&1) || [ -z "$kinds" ]; then
    echo "redress kinds failed: $kinds"
    return
  fi
  diff <(echo "$kinds") <(sed -n '/^## `/,$p' "$ROOT/docs/data-model.md") |
    sed -n 's/^[<>]/docs\/data-model.md differs from `redress kinds`: &/p' | head -n 5 || true
}
plant_kind-pages() { answer kinds planted; }

rule_engine-pages() { names_without_page docs/engines/NAME.md engine --names; }
plant_engine-pages() { answer 'engine --names' planted; }

rule_engine-stale() { pages_without_name docs/engines engine --names; }
plant_engine-stale() { mkdir -p "$ROOT/docs/engines" && echo '# planted' >"$ROOT/docs/engines/planted-stale.md"; }

# A relative link in a page leads somewhere.
rule_links() {
  local page target
  while IFS= read -r page; do
    while IFS= read -r target; do
      target=${target%%#*}
      [[ -z $target || $target =~ ^[a-z]+: ]] && continue
      [ -e "$ROOT/$(dirname "$page")/$target" ] || echo "$page links to $target, which does not exist"
    done < <(grep -oE '\]\([^) ]+\)' "$ROOT/$page" | sed -E 's/^\]\((.*)\)$/\1/' || true)
  done < <(cd "$ROOT" && find . -name '*.md' -not -path './node_modules/*' -not -path './build/*' \
    -not -path './.git/*' | sed 's|^\./||' | sort)
}
plant_links() { echo '[nowhere](nowhere.md)' >>"$ROOT/docs/planted.md"; }

# --- running them ----------------------------------------------------------------------------

# In the self-test, a program that answers as the real one does, and more names where asked to.
answer() { printf '%s\n' "$2" >>"$ROOT/build/answers/${1// /_}"; }
stand_in() {
  mkdir -p "$ROOT/build/answers"
  cat >"$ROOT/build/stand-in" <<STAND_IN
#!/usr/bin/env bash
words=\$*
more=$ROOT/build/answers/\${words// /_}
if [ -x "$1" ]; then
  "$1" "\$@" || [ -f "\$more" ] || exit
elif [ "\$words" = "law check" ] && grep -rn 'not toml' "$ROOT/packs"; then
  exit 1
fi
[ ! -f "\$more" ] || cat "\$more"
STAND_IN
  chmod +x "$ROOT/build/stand-in"
  BINARY=$ROOT/build/stand-in
}

failures=0
report() {
  if [ -z "$2" ]; then
    echo "[       OK ] $1"
  else
    printf '%s\n' "$2" | head -n 40
    echo "[  FAILED  ] $1"
    failures=$((failures + 1))
  fi
}

self_test() {
  local rule before after fresh
  ROOT=$(mktemp -d)
  trap 'rm -rf "$ROOT"' EXIT
  (cd "$source_root" && tar -cf - --exclude=./build --exclude=./node_modules --exclude=./.git .) | tar -xf - -C "$ROOT"
  mkdir -p "$ROOT/src/base" "$ROOT/docs" "$ROOT/packs/law/us"
  stand_in "$BINARY"
  for rule in "${rules[@]}"; do
    before=$("rule_$rule")
    "plant_$rule"
    after=$("rule_$rule")
    fresh=$(grep -vxFf <(printf '%s\n' "${before:-nothing}") <<<"$after" || true)
    if [ -n "$fresh" ]; then
      report "rules/sees/$rule" ''
    else
      report "rules/sees/$rule" "the planted violation was not found"
    fi
  done
}

mode=check
for argument in "$@"; do
  case $argument in
    --self-test) mode=self-test ;;
    --list) printf '%s\n' "${rules[@]}"; exit 0 ;;
    -h | --help) sed -n '2,9{s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
    -*) echo "unknown option $argument" >&2; exit 2 ;;
    *) BINARY=$(realpath "$argument") ;;
  esac
done

if [ $mode = self-test ]; then
  self_test
else
  for rule in "${rules[@]}"; do report "rules/$rule" "$("rule_$rule")"; done
fi
[ $failures -eq 0 ]
