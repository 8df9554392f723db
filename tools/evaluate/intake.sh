#!/usr/bin/env bash
# what: every fixture is taken in, or refused for a stated reason; compared with what its project expects
# data: statements_camt statements_csv statements_mt940 statements_ofx comms_case_uco_jsonld comms_chat_exports comms_sms_backup_xml money_berka
#
# Gets the folder of the data sets as its first argument; ../standards beside it is read too where it is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec python3 tools/evaluate/intake.py build/release/redress "$1"
