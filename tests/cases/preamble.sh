# Stands before every step of every text case (tests/README.md).
#
# `redress` opens the case's docket with its passphrase; `command redress` is the bare program.
[ -e "$HOME/passphrase" ] || echo "correct horse battery staple" >"$HOME/passphrase"
redress() { command redress --passphrase-fd 3 "$@" 3<"$HOME/passphrase"; }

# A fresh practice docket at $DOCKET, without a word.
fresh_docket() {
  redress --docket "$DOCKET" init --as prosecution --user "Test Prosecutor" --practice >/dev/null
}
