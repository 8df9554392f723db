"""One line for each fixture: what it was read as, what came of it, and whether that is what is expected.

usage: intake.py REDRESS DATA

Each set is taken into a practice docket of its own with the options that a person who knows the source would
give. A file is as expected when its rows agree with what the fixture's own project expects of it, or, where
no expectation is published, when it was taken in or refused as REFUSALS says, with the reason. Exit status 1
when one is not.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

PASSPHRASE = "an evaluation, kept nowhere\n"

# Files that are refused, or give no records, and the right reason: a part of what is said of them.
NO_MAP = "no map is known for this table"
REFUSALS = {
    "statements_csv/debit_credit_amount.csv": "figures with and without a minus",
    "statements_csv/meta_data_separated_credit_debit.csv": "day and month of these dates could be either",
    "money_berka/account.asc": NO_MAP,   # accounts, clients, cards: no bookings
    "money_berka/card.asc": NO_MAP,
    "money_berka/client.asc": NO_MAP,
    "money_berka/disp.asc": NO_MAP,
    "money_berka/district.asc": NO_MAP,
    "money_berka/loan.asc": NO_MAP,      # six digits that may be a day: never more than a guess
    "money_berka/order.asc.gz": "no reader knows it",  # packed: unpack it first
    "ftm/donations.csv": NO_MAP,         # a table of its own, for which a map has to be written
    # Workbooks about survivors are no address books: as text they are read without who and where.
    "htcds/htcds_xlsform.xlsx": NO_MAP,
    "htcds/HTCDS-Field-Standards-2.0.ods": "save it as XLSX",
}
# Where the other project's reading is another one, what ours says in its place and why that is right. The last row of
# a file that ends within it, or right behind it, may be half a row: it is listed, with its bytes, and not kept.
CUT = "ends-early"
CUT_SHORT = {
    "statements_mt940/self-provided__gv_codes.sta": CUT,
    "statements_mt940/self-provided__sparkassen.sta": CUT,
    "comms_chat_exports/whatsapp/test_[mmddyy]_24hrs.txt": CUT,
    "comms_chat_exports/whatsapp/test_ddmmyy_24hrs.txt": CUT,
}
# A reversal of a credit (RC) takes money away; with that all 26 statements balance.
REVERSED = {"statements_mt940/betterplace__sepa_mt9401.sta": [Decimal("204.88"), Decimal("204.88")]}

OPTIONS = {
    "statements_camt": [],
    "statements_csv": ["--currency", "EUR", "--account", "EVALUATION"],
    "statements_mt940": ["--currency", "EUR"],
    "statements_ofx": ["--currency", "USD"],
    "comms_case_uco_jsonld": ["--zone", "UTC"],
    "comms_chat_exports": ["--zone", "Europe/Berlin"],
    "comms_sms_backup_xml": ["--zone", "UTC", "--region", "US"],
    "money_berka": ["--currency", "CZK"],
    "ftm": [],
    "htcds": [],
}
# Not fixtures: where they came from, and what is expected of them.
BESIDE = re.compile(r"SOURCE\.txt$|\.expected\.yml$|target\.json$|\.pydata$|LICENSE|\.yaml$|\.yml$|defaultModel|\.md$")


class Docket:
    def __init__(self, binary, folder):
        self.binary = binary
        self.env = dict(os.environ, HOME=folder, XDG_STATE_HOME=folder + "/state",
                        REDRESS_DOCKET=folder + "/docket")

    def run(self, *words):
        read, write = os.pipe()
        os.write(write, PASSPHRASE.encode())
        os.close(write)
        done = subprocess.run([self.binary, "--passphrase-fd", str(read), *words], env=self.env,
                              pass_fds=[read], capture_output=True, text=True)
        os.close(read)
        return done

    def must(self, *words):
        done = self.run(*words)
        if done.returncode != 0:
            sys.exit(f"redress {' '.join(words)}: {done.stderr}")
        return done

    def asked(self, *words):
        done = self.run(*words, "--json")
        if not done.stdout.strip():
            sys.exit(f"redress {' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout)


def records(docket, kind, label):
    got = docket.asked("records", "set", "--kind", kind, "--import", label, "--most", "10000")
    return [one["values"] for one in got["records"]]


def mt940_expected(file):
    """Amounts and dates of the transactions, as the project's own parser gives them."""
    text = file.with_name(file.stem + ".expected.yml").read_text(errors="replace")
    at = text.find("\ntransactions:")
    amounts = re.findall(r"Decimal \['(-?[0-9.]+)'\]", text[at:]) if at >= 0 else []
    return [Decimal(one) for one in amounts]


def same_words(text):
    return "".join(text.split())


def compare_mt940(docket, file, report):
    beside = file.with_name(file.stem + ".expected.yml")
    if not beside.exists():
        return ""
    wanted = mt940_expected(file)
    for one in REVERSED.get("statements_mt940/" + file.name, []):
        wanted[wanted.index(one)] = -one
    wanted.sort()
    found = sorted(Decimal(one["amount"]) for one in records(docket, "transfer", report["import"])) \
        if report["import"] else []
    if wanted == found:
        return f"the {len(wanted)} expected amounts"
    return f"DIFFERS: expected {[str(x) for x in wanted][:6]}, found {[str(x) for x in found][:6]}"


def compare_whatsapp(docket, file, report):
    wanted = json.loads((file.parent / "target.json").read_text())
    found = [one for one in records(docket, "message", report["import"]) if one.get("by_program") != "yes"]
    pairs = sorted((one["author"], same_words(one["message"])) for one in wanted)
    ours = sorted((one.get("sender_name") or one.get("sender", ""), same_words(one.get("text", "")))
                  for one in found)
    missing = [one for one in pairs if one not in ours]
    return "the expected messages" if not missing else f"DIFFERS: missing {missing[:2]}"


def compare_telegram(docket, file, report):
    wanted = json.loads((file.parent / "target.json").read_text())
    found = records(docket, "message", report["import"])
    pairs = sorted((one["author"], same_words(one["message"])) for one in wanted)
    ours = sorted((one.get("sender_name", ""), same_words(one.get("text", ""))) for one in found)
    missing = [one for one in pairs if one not in ours]
    return "the expected messages" if not missing else f"DIFFERS: missing {missing[:2]}"


def compare_golden_camt(docket, file, report):
    golden = file.with_name("oca_golden-camt053.pydata").read_text()
    wanted = sorted(Decimal(one) for one in re.findall(r"'amount': (-?[0-9.]+)", golden))
    found = sorted(Decimal(one["amount"]) for one in records(docket, "transfer", report["import"]))
    return f"the {len(wanted)} expected amounts" if wanted == found else \
        f"DIFFERS: expected {wanted}, found {found}"


def comparison(name, file):
    if name == "statements_mt940":
        return compare_mt940
    if file.parent.name == "whatsapp":
        return compare_whatsapp
    if file.parent.name == "telegram":
        return compare_telegram
    if file.name == "oca_test-camt053.xml":
        return compare_golden_camt
    return None


def said(report):
    parts = [f"{count} {kind}" for kind, count in report["records"].items()]
    if report["refused"]:
        parts.append(f"{report['refused']} refused ({report['some_refused'][0]})")
    if report["repeated"]:
        parts.append(f"{report['repeated']} repeated")
    if report["fate"] not in ("taken", "listed") or not report["records"]:
        reason = report["why"] if report["fate"] != "taken" else \
            "; ".join(one["text"] for one in report["remarks"])
        parts.append(reason.replace("\n", " "))
    return ", ".join(parts)


def evaluate(binary, name, folder):
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        docket = Docket(binary, place)
        docket.must("init", "--as", "prosecution", "--user", "Evaluation", "--practice")
        docket.must("case", "add", "set", "--title", name)
        docket.must("authority", "add", "set", "--label", "A1", "--form", "open-source",
                    "--title", "public fixtures")
        for file in sorted(folder.rglob("*")):
            if not file.is_file() or BESIDE.search(file.name):
                continue
            report = docket.asked("add", "set", str(file), "--authority", "A1", "--keep-repeats",
                                  *OPTIONS[name])["files"][0]
            line = f"{report['fate']:8} {name}/{file.relative_to(folder)}: {report['reader']}: {said(report)}"
            total = report["kept"] + report["repeated"] + report["quarantined"] + report["refused"]
            verdict = "" if total == report["rows_read"] else "DIFFERS: rows do not add up"
            compare = comparison(name, file)
            if not verdict and compare:
                verdict = compare(docket, file, report)
            cut = CUT_SHORT.get(f"{name}/{file.relative_to(folder)}")
            if verdict.startswith("DIFFERS") and cut is not None:
                one_less = report["refused"] == 1 and cut in line
                verdict = "differs in its last row, which may be half a row" if one_less else verdict
            expected = REFUSALS.get(f"{name}/{file.relative_to(folder)}")
            if not verdict and expected is not None:
                verdict = "refused for the right reason" if expected in line else \
                    f"DIFFERS: expected to say {expected!r}"
            elif not verdict and report["fate"] not in ("taken", "listed"):
                verdict = "DIFFERS: it was not taken in, and no reason is expected"
            bad += verdict.startswith("DIFFERS")
            print(line[:400] + (f"  [{verdict}]" if verdict else ""), flush=True)
    return bad


def main():
    binary, data = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    bad = 0
    for name in OPTIONS:
        folder = data / name
        if not folder.is_dir():
            folder = data.parent / "standards" / name
        if name == "ftm":
            folder = folder / "samples"
        if folder.is_dir():
            bad += evaluate(binary, name, folder)
    print(f"{bad} not as expected")
    sys.exit(1 if bad else 0)


main()
