# What stands before the shell blocks of every documentation page when ./check runs them.
# The page's folder is empty and temporary; HOME and the configuration lie in it, TZ is UTC.
#
# A person who types these commands is asked for the passphrase of the docket; here `redress` takes
# it from a file by descriptor 3. `command redress` is the bare program.
echo "correct horse battery staple" >"$HOME/passphrase"
redress() { command redress --passphrase-fd 3 "$@" 3<"$HOME/passphrase"; }

# A practice docket in ./docket, with the two example cases in it.
redress --docket "$DOCKET" init --as prosecution --user "Demo Prosecutor" --practice >/dev/null
redress case import "$EXAMPLES/farrell" >/dev/null
redress case import "$EXAMPLES/cooper" >/dev/null
