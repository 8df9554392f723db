#!/usr/bin/env python3
"""Checks proofs out of the journal of a Redress docket, without Redress and without the docket.

  redress journal prove evidence 3 --json > proof.json      (on the docket)
  python3 verify_journal.py --signer KEY [--user 1=KEY] proof.json
  python3 verify_journal.py --kept "redress-head ..." consistency.json

--signer KEY  the docket's key, from any head that was kept (the 8th word). With --kept: its own. Several
              times for a docket that got new keys, where you know each of them by yourself.
--rotation F  or a proof of the act by which it got new keys ('journal prove work N --json'): a known key
              vouches there for the one before it, up to the acts that there were. Several times for several.
--kept LINE   the earlier head, as you kept it, for a proof that a log begins with it.
--user N=KEY  the key of user N, as its owner gave it: checks the acts and heads of that user.
--lines       the file holds one proof a line; one sentence a line comes out.

It needs Python 3.8 or later and its standard library, nothing else, and shares no code
with Redress. Exit status 0: all that was given holds. 1: something does not, or can not be read.
Hashes and proofs are those of RFC 9162, section 2.1; Ed25519 is RFC 8032, section 5.1.
docs/methods/journal.md describes acts, heads and signatures.
"""
import argparse, functools, hashlib, json, re, sys
from datetime import datetime, timedelta

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1

class Wrong(Exception):
    """What does not hold, or can not be read, as a sentence."""

def must(holds, sentence):
    if not holds: raise Wrong(sentence)

# Ed25519: points as (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z.
def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, p):
    sum_ = (0, 1, 1, 0)
    while n:
        if n & 1: sum_ = add(sum_, p)
        p, n = add(p, p), n >> 1
    return sum_

def same(p, q): return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0

def point(data):
    y, sign = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    if y >= P: return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign): return None
    if x & 1 != sign: x = P - x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

@functools.lru_cache(maxsize=4096)
def signed(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or same(times(8, a), (0, 1, 1, 0)): return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return same(times(s, BASE), add(r, times(h, a)))

# Merkle trees: RFC 9162, 2.1.1, 2.1.3.2 and 2.1.4.2.
def sha(data): return hashlib.sha256(data).digest()
def node(left, right): return sha(b"\x01" + left + right)

def root_by_inclusion(leaf, fn, size, proof):
    sn, r = size - 1, leaf
    for p in proof:
        must(sn, "the proof is longer than a log of this size needs")
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn: fn, sn = fn >> 1, sn >> 1
        else: r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0, "the proof is shorter than a log of this size needs")
    return r

def roots_by_consistency(first, second, root, proof):
    must(first <= second, "the later head is of fewer acts than the earlier one")
    if first == 0: return (sha(b""), None) if not proof else must(False, "this proof must be empty")
    if first == second: return (root, root) if not proof else must(False, "this proof must be empty")
    steps = [root] + proof if first & (first - 1) == 0 else proof
    must(steps, "the proof is empty")
    fn, sn, fr, sr = first - 1, second - 1, steps[0], steps[0]
    while fn & 1: fn, sn = fn >> 1, sn >> 1
    for c in steps[1:]:
        must(sn, "the proof is longer than logs of these sizes need")
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn: fn, sn = fn >> 1, sn >> 1
        else: sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0, "the proof is shorter than logs of these sizes need")
    return fr, sr

# What Redress writes.
def unhex(text, size, what):
    must(isinstance(text, str) and re.fullmatch("([0-9a-f]{2})*", text) and size in (None, len(text) // 2),
         "%s is not %s in hexadecimal" % (what, "bytes" if size is None else "%d bytes" % size))
    return bytes.fromhex(text)

def number(value, what):
    must(type(value) is int and 0 <= value < 2**64, "%s is not a whole number" % what)
    return value

def when(micros):
    try: return (datetime(1970, 1, 1) + timedelta(microseconds=micros)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError): return "a time outside the calendar"

def words_of(line):
    """The words of a head; a hexadecimal word that a printed page broke is joined again."""
    words = line.split() if isinstance(line, str) and len(line) <= 2048 else []
    for i, size in enumerate((0, 0, 32, 0, 0, 64, 0, 64, 128, 0, 64, 128)):
        while len(words) > i + 1 and len(words[i]) < size: words[i] += words.pop(i + 1)
    return words

def head_of(line, signers, users, name):
    words = words_of(line)
    must(words[:1] == ["redress-head"] and (words[1:2], len(words)) in ((["1"], 9), (["2"], 12)),
         "the %s is not a head of version 1 or 2" % name)
    must(words[3] in ("evidence", "work") and re.fullmatch("(0|[1-9][0-9]{0,19})", words[4])
         and re.fullmatch("-?[0-9]{1,19}", words[6]) and all(re.fullmatch("[0-9]{1,20}", one) for one in words[9:10]),
         "the %s is damaged" % name)
    key, docket = unhex(words[7], 32, "the signer of the " + name), unhex(words[2], 16, "its docket")
    must(key in signers, "the %s was signed with another key than the one expected" % name)
    must(int(words[4]) <= (signers[key] or {}).get(words[3], 2**64),
         "the %s is of more acts than there were when its key was given up" % name)
    must(signed(key, " ".join(words[:7]).encode(), unhex(words[8], 64, "its signature")),
         "the docket's signature of the %s does not hold" % name)
    who = "the docket alone"
    if words[1] == "2":
        person = unhex(words[10], 32, "the key of the person who made the " + name)
        must(users.get(words[9], person) == person, "the %s names another key for user %s" % (name, words[9]))
        must(signed(person, " ".join(words[:11]).encode(), unhex(words[11], 64, "their signature")),
             "the signature of user %s of the %s does not hold" % (words[9], name))
        who = "the docket and user %s%s" % (words[9], "" if words[9] in users else " (by the key in the head itself)")
    return {"docket": docket, "log": words[3], "size": int(words[4]), "at": when(int(words[6])), "who": who,
            "root": unhex(words[5], 32, "the root of the " + name)}

def cbor(data, at=0, depth=0):
    """One item of the CBOR that acts are written in (RFC 8949): the value and where it ends."""
    must(at < len(data) and depth < 8, "the leaf is not an act in CBOR")
    major, low, at = data[at] >> 5, data[at] & 31, at + 1
    if low > 23:
        width = {24: 1, 25: 2, 26: 4, 27: 8}.get(low, len(data) + 1)
        must(at + width <= len(data), "the leaf is not an act in CBOR")
        low, at = int.from_bytes(data[at:at + width], "big"), at + width
    if major < 2: return (low if major == 0 else -1 - low), at
    must(major in (2, 3, 4) and low <= len(data) - at, "the leaf is not an act in CBOR")
    if major < 4: return (data[at:at + low] if major == 2 else data[at:at + low].decode("utf-8", "replace")), at + low
    items = []
    for _ in range(low): item, at = cbor(data, at, depth + 1); items.append(item)
    return items, at

def act_of(leaf, head, position, users):
    pair, end = cbor(leaf)
    must(end == len(leaf) and type(pair) is list and [type(x) for x in pair] == [bytes, bytes] and len(pair[1]) == 64,
         "the leaf is not an act and its signature")
    act, end = cbor(pair[0])
    must(end == len(pair[0]) and type(act) is list and [type(x) for x in act[:11]] == [
        int, bytes, int, int, bytes, int, int, int, str, int, int], "the act in the leaf is not of the form known here")
    must(act[1] == head["docket"], "the act is one of another docket")
    must((act[2], act[3]) == (["evidence", "work"].index(head["log"]), position), "the act was signed for another place")
    user = str(act[6])
    must(user not in users or signed(users[user], b"redress act 1\n" + pair[0], pair[1]),
         "the signature of user %s over the act does not hold" % user)
    verb = ["enter", "amend", "withdraw"][act[7]] if 0 <= act[7] < 3 else "verb %d" % act[7]
    kind = act[8] if re.fullmatch("[a-z_-]{1,40}", act[8]) else "kind of a name not known here"
    return "%s %s %d, by user %s at %s, %s" % (verb, kind, act[10], user, when(act[5]), "whose signature over it holds"
                                               if user in users else "whose signature was not checked (no --user)")

def check(proof, options):
    must(isinstance(proof, dict) and isinstance(proof.get("proof"), list), "this is not a proof of 'redress journal'")
    path = [unhex(step, 32, "a hash of the proof") for step in proof["proof"]]
    head = head_of(proof.get("head"), options.signers, options.users, "head")
    must(proof.get("log") == head["log"], "the proof names another log than its head")
    bare = proof.get("proves") == "inclusion-of-hash" and "leaf" not in proof
    if bare or "leaf" in proof:
        position = number(proof.get("position"), "the position")
        leaf = None if bare else unhex(proof["leaf"], None, "the leaf")
        must(number(proof.get("size"), "the size") == head["size"], "the size is not that of the head")
        must(unhex(proof.get("root"), 32, "the root") == head["root"], "the root is not that of the head")
        must(position < head["size"], "the position is past the end of the log")
        hash_ = unhex(proof.get("leaf_hash"), 32, "the leaf hash")
        must(bare or hash_ == sha(b"\x00" + leaf), "the leaf hash is not that of the leaf")
        must(root_by_inclusion(hash_, position, head["size"], path) == head["root"],
             "the leaf is not at this position of the log: the proof leads to another root")
        what = "one that is not shown" if bare else act_of(leaf, head, position, options.users)
        return "act %d of the %s log of %d acts is: %s. The head, of %s, is signed by %s." % (
            position, head["log"], head["size"], what, head["at"], head["who"])
    kept = options.kept or proof.get("kept")
    must(kept, "there is no earlier head to compare with: give the one you kept with --kept")
    kept = head_of(kept, options.signers, options.users, "kept head")
    must(kept["docket"] == head["docket"] and kept["log"] == head["log"], "the two heads are not of one log")
    for name, one, size in (("first", kept, "first_root"), ("second", head, "second_root")):
        must(number(proof.get(name), "the size '%s'" % name) == one["size"], "the size '%s' is not that of its head" % name)
        must(unhex(proof.get(size), 32, "'%s'" % size) == one["root"], "'%s' is not the root of its head" % size)
    old, new = roots_by_consistency(kept["size"], head["size"], kept["root"], path)
    must(old == kept["root"], "the log does not begin with the acts of the earlier head")
    must(new in (None, head["root"]), "the proof does not lead to the root of the later head")
    return "the %s log of %d acts (%s) begins with the %d acts of the earlier head (%s), which is signed by %s%s." % (
        head["log"], head["size"], head["at"], kept["size"], kept["at"], kept["who"],
        "" if options.kept else "; that head stands in the proof itself: compare it with the one you kept")

def follow(text, options):
    """The key before a known one, by the act in which both sign for each other."""
    proof = json.loads(text)
    check(proof, options)
    must("leaf" in proof, "this proof is of no act by which a docket got new keys")
    act, docket = cbor(cbor(bytes.fromhex(proof["leaf"]))[0][0])[0], bytes.fromhex(words_of(proof["head"])[2])
    must(act[2] == 1 and act[7:9] == [0, "rotation"] and len(act) == 14 and type(act[12]) is list
         and all(type(one) is list and len(one) == 2 and type(one[0]) is int for one in act[12]),
         "this proof is of no act by which a docket got new keys")
    said = dict(act[12])
    before, signer = (unhex(said.get(at), 32, "a key of the change of keys") for at in (3, 4))
    acts = {log: number(said.get(at, 0), "the acts before the change of keys") for log, at in (("evidence", 5), ("work", 6))}
    line = " ".join(["redress-rotation 1", docket.hex(), before.hex(), signer.hex(), "%(evidence)d %(work)d" % acts])
    must(signer in options.signers, "the change of keys leads to another key than the one expected")
    for key, at in ((before, 7), (signer, 8)):
        must(signed(key, line.encode(), unhex(said.get(at), 64, "a signature of the change of keys")),
             "the change of keys is not signed by both keys")
    must(acts["work"] <= act[3] and before != signer, "the change of keys says more acts than stood before it")
    options.signers[before] = acts

def follow_all(texts, options):
    """In whichever order they were given: the newest leads to the one before it."""
    while texts:
        left, first = [], None
        for text in texts:
            try: follow(text, options)
            except Wrong as wrong: left.append(text); first = first or wrong
        if len(left) == len(texts): raise first
        texts = left

def report(text, options, name):
    try: return True, "%sholds: %s" % (name, check(json.loads(text), options))
    except Wrong as wrong: return False, "%sDOES NOT HOLD: %s" % (name, wrong)
    except (ValueError, RecursionError): return False, "%sDOES NOT HOLD: it is not JSON" % name

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kept")
    for name, word in (("--signer", "KEY"), ("--rotation", "FILE"), ("--user", "N=KEY")):
        parser.add_argument(name, action="append", default=[], metavar=word)
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("file", nargs="+")
    options = parser.parse_args()
    try:
        if options.kept and not options.signer: options.signer = [(words_of(options.kept) + [""] * 8)[7]]
        must(options.signer, "who must have signed? Give the docket's key (--signer) or a head you kept (--kept)")
        options.signers = {unhex(one, 32, "the signer's key"): None for one in options.signer}
        must(all(re.fullmatch("[0-9]+=[0-9a-f]{64}", one) for one in options.user), "--user takes NUMBER=KEY")
        options.users = {one.split("=")[0]: bytes.fromhex(one.split("=")[1]) for one in options.user}
        rotations, kept, options.kept = [], options.kept, None
        for file in options.rotation:
            with open(file, encoding="utf-8") as stream: rotations.append(stream.read(2**26))
        follow_all(rotations, options)
        results, options.kept = [], kept
        for file in options.file:
            with open(file, encoding="utf-8") as stream:
                texts = enumerate(stream, 1) if options.lines else [(0, stream.read(2**26))]
                results += [report(text, options, "%s%s: " % (file, ":%d" % at if at else "")) for at, text in texts]
        must(results, "there is no proof in what was given")
    except (Wrong, OSError, UnicodeDecodeError, ValueError, RecursionError) as wrong:
        results = [(False, "can not check: %s" % wrong)]
    for _, sentence in results: print(sentence)
    return 0 if all(good for good, _ in results) else 1

if __name__ == "__main__":
    sys.exit(main())
