#!/usr/bin/env python3
"""Make tables.def: what each version of Unicode says of the code points, as the interpreters of Python have it.

Usage: make.py PYTHON...   (one interpreter for each version of Unicode; a second one of the same version must agree)

Every interpreter is asked for its str methods and its unicodedata; tables.def beside this script is written anew. Rows
are runs of code points with the same history, so that a version that changes little adds little. Every property is
kept for all versions; decompositions and compositions, which Unicode never changes once a character has them, are kept
once, and only for characters that may stand in an identifier.
"""
import collections
import json
import os
import subprocess
import sys

LIMIT = 0x110000
FLAGS = ["ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "LOWER", "UPPER", "TITLE", "SPACE", "PRINTABLE", "XID_START",
         "XID_CONTINUE", "LINEBREAK", "CASED", "CASE_IGNORABLE", "WIDE"]  # as enum UnicodeFlag, from bit 0
MANY = "MANY"  # stands for a difference where the mapping has several code points
HANGUL = range(0xAC00, 0xAC00 + 11172)  # composed by arithmetic


# ---- asked of an interpreter, in its own process -------------------------------------------------

def flags_of(c):
    import unicodedata
    sigma = "A\u03a3" + c  # a capital sigma is final unless a cased letter follows, whatever is ignorable between
    answers = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
               unicodedata.category(c) == "Lt", c.isspace(), c.isprintable(), c.isidentifier(),
               ("a" + c).isidentifier(), len(("a" + c + "b").splitlines()) == 2, (c + "a").title()[-1] == "a",
               (sigma + "A").lower()[1] == "\u03c3" and sigma.lower()[1] == "\u03c2",
               unicodedata.east_asian_width(c) in "WF")
    return sum(1 << bit for bit, answer in enumerate(answers) if answer)


def cases_of(c):
    return [[ord(x) for x in text] for text in (c.upper(), c.lower(), c.title(), c.casefold())]


def ask():
    """Write, as one line of JSON: version, runs [first, flags, class, cases or None], identifiers' decompositions,
    compositions, groups of decimal digits."""
    import unicodedata
    runs, decompositions, pairs, zeros = [], {}, [], []
    last = None
    for i in range(LIMIT):
        c = chr(i)
        flags = flags_of(c)
        named = flags >> FLAGS.index("XID_CONTINUE") & 1
        cases = cases_of(c)
        row = [flags, unicodedata.combining(c) if named else 0,
               None if cases == [[i]] * 4 else [x[0] - i if len(x) == 1 else x for x in cases]]
        if row != last:
            runs.append([i] + row)
            last = row
        if unicodedata.decimal(c, None) == 0:
            zeros.append(i)
            assert [unicodedata.decimal(chr(i + k), None) for k in range(10)] == list(range(10)), hex(i)
        if not named or i in HANGUL:
            continue
        whole = [ord(x) for x in unicodedata.normalize("NFKD", c)]
        if whole != [i]:
            decompositions[i] = whole
        parts = unicodedata.decomposition(c).split()
        if len(parts) == 2 and "<" not in parts[0] and unicodedata.normalize("NFC", c) == c:
            pairs.append([int(x, 16) for x in parts] + [i])
    json.dump([unicodedata.unidata_version, runs, decompositions, pairs, zeros], sys.stdout)


# ---- from the answers to the tables --------------------------------------------------------------

class Answers:
    def __init__(self, python):
        out = subprocess.run([python, os.path.abspath(__file__), "--ask"], stdout=subprocess.PIPE, check=True).stdout
        self.version, runs, decompositions, self.pairs, self.zeros = json.loads(out)
        self.decompositions = {int(i): parts for i, parts in decompositions.items()}
        self.specials = {}
        self.rows = []  # a record for each code point
        for n, (first, flags, combining, cases) in enumerate(runs):
            end = runs[n + 1][0] if n + 1 < len(runs) else LIMIT
            cases = cases or [0, 0, 0, 0]
            for to, mapped in enumerate(cases):
                if isinstance(mapped, list):
                    assert 2 <= len(mapped) <= 3
                    for i in range(first, end):
                        self.specials[i, to] = mapped
            record = (flags, combining) + tuple(MANY if isinstance(x, list) else x for x in cases)
            self.rows += [record] * (end - first)

    def order(self):
        return tuple(map(int, self.version.split(".")))


def united(maps, what):
    """One map of all; what two versions say of the same key must be the same."""
    whole = {}
    for some in maps:
        for key, value in some.items():
            assert whole.setdefault(key, value) == value, (what, key)
    return whole


def runs_of(histories, alone):
    """[first, even, odd]: from first on the histories take turns, the one of first first; those of alone do not."""
    runs, i = [], 0
    while i < LIMIT:
        end = i + 1
        while end < LIMIT and histories[end] == histories[i]:
            end += 1
        odd = histories[i]
        if end == i + 1 and end < LIMIT and histories[end] not in alone:  # upper and lower case often take turns
            odd = histories[end]
            while end < LIMIT and histories[end] == (histories[i], odd)[(end - i) % 2]:
                end += 1
        runs.append((i, histories[i], odd))
        i = end
    return runs


def initialiser(value):
    """As C writes it: what lies inside each other has braces."""
    return "{%s}" % ",".join(map(initialiser, value)) if isinstance(value, (list, tuple)) else str(value)


def wrapped(name, rows):
    """The rows as initialisers, several a line, seen where the name is defined."""
    lines, line = [], ""
    for row in rows:
        text = initialiser(row) + ","
        if line and len(line) + len(text) > 118:
            lines.append(line)
            line = ""
        line += text
    return "\n".join(["#ifdef " + name] + lines + [line, "#endif"]) + "\n"


HEAD = """\
/* tables.def - what each version of Unicode says of the code points. Made by make.py; nobody edits it.
 *
 * UNICODE_VERSION(id, "name"), a call for each version, oldest first. The others are lists of initialisers:
 * UNICODE_RECORDS   a set of properties: UnicodeFlag bits, combining class, what to add for upper, lower, title, fold
 *                   (MANY: it is one of the specials)
 * UNICODE_HISTORIES which record holds in each version, a column for each
 * UNICODE_RUNS      from this code point up to that of the next row these two histories take turns
 * UNICODE_ASCII     the flags of the first 128 code points, which are the same in all versions
 * UNICODE_SPECIALS  code point, UnicodeCase, the two or three that it becomes
 * Decompositions (NFKD) are those of characters that may stand in an identifier, without Hangul:
 * UNICODE_PAIRS     code point, the two that compose it; they may be composed themselves
 * UNICODE_PAIR_ORDER which of the pairs comes first, second, ... in the order of their parts
 * UNICODE_MOVES     first, last, the one that becomes of the first
 * UNICODE_APART     code point, all that becomes of it */
"""


def tables(all_answers):
    """The text of tables.def."""
    versions = {}
    for answers in sorted(all_answers, key=Answers.order):
        same = versions.setdefault(answers.version, answers)
        assert same.rows == answers.rows, "two interpreters differ in Unicode " + answers.version
    versions = list(versions.values())

    record_ids, history_ids, histories = collections.OrderedDict(), collections.OrderedDict(), []
    for rows in zip(*(v.rows for v in versions)):
        history = tuple(record_ids.setdefault(row, len(record_ids)) for row in rows)
        histories.append(history_ids.setdefault(history, len(history_ids)))

    # The value of a decimal digit is its distance, modulo ten, from the start of its run.
    decimal = 1 << FLAGS.index("DECIMAL")
    digits = {n for n, record in enumerate(record_ids) if record[0] & decimal}
    runs = runs_of(histories, {n for n, history in enumerate(history_ids) if digits.intersection(history)})
    starts = {first for first, even, odd in runs}
    for version in versions:
        for zero in version.zeros:
            assert zero in starts or version.rows[zero - 1][0] & decimal, hex(zero)
        assert sum(1 for row in version.rows if row[0] & decimal) == 10 * len(version.zeros)

    specials = united([v.specials for v in versions], "case")
    decompositions = united([v.decompositions for v in versions], "decomposition")
    pairs = united([{c: (a, b) for a, b, c in v.pairs} for v in versions], "composition")
    moves = []  # decompositions of one code point: [first, last, to]
    for i, parts in sorted(decompositions.items()):
        if len(parts) > 1:
            continue
        if moves and moves[-1][1] == i - 1 and moves[-1][2] - moves[-1][0] == parts[0] - i:
            moves[-1][1] = i
        else:
            moves.append([i, i, parts[0]])
    several = sorted((i, parts) for i, parts in decompositions.items() if len(parts) > 1 and i not in pairs)
    for i in range(128):
        assert all(v.rows[i] == versions[0].rows[i] for v in versions)

    sections = [
        ("UNICODE_RECORDS", [(flags, combining, cases) for flags, combining, *cases in record_ids]),
        ("UNICODE_HISTORIES", history_ids),
        ("UNICODE_RUNS", [(first, turns) for first, *turns in runs]),
        ("UNICODE_ASCII", [versions[0].rows[i][0] for i in range(128)]),
        ("UNICODE_SPECIALS", [(i, to, parts) for (i, to), parts in sorted(specials.items())]),
        ("UNICODE_PAIRS", [(c,) + pair for c, pair in sorted(pairs.items())]),
        ("UNICODE_PAIR_ORDER", [n for n, (c, pair) in sorted(enumerate(sorted(pairs.items())), key=lambda x: x[1][1])]),
        ("UNICODE_MOVES", moves),
        ("UNICODE_APART", several),
    ]
    names = "\n".join('UNICODE_VERSION(%s, "%s")' % ("_".join(v.version.split(".")[:2]), v.version) for v in versions)
    return HEAD + "#ifdef UNICODE_VERSION\n" + names + "\n#endif\n" + "".join(map(wrapped, *zip(*sections)))


def main():
    if sys.argv[1:] == ["--ask"]:
        return ask()
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    text = tables([Answers(python) for python in sys.argv[1:]])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tables.def"), "w") as out:
        out.write(text)


if __name__ == "__main__":
    main()
