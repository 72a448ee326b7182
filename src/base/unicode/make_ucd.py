#!/usr/bin/env python3
"""Make names.def and ucd.def: the names of the characters, and what the module unicodedata says of them.

Usage: make_ucd.py PYTHON...   (one interpreter for each version of Unicode, oldest first, as for make.py)

A name stays with its character for ever, so each is kept once with the version that it came with, as numbers of words. What may
change (category, direction, width) is kept as histories of runs of code points.
"""
import collections
import json
import os
import subprocess
import sys

LIMIT = 0x110000
ALGORITHMIC = ("CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-", "TANGUT IDEOGRAPH-", "NUSHU CHARACTER-", "HANGUL SYLLABLE ",
               "KHITAN SMALL SCRIPT CHARACTER-")
# names that lookup() knows and name() does not tell: of the controls, and some abbreviations
ALIASES = """NULL;NUL;START OF HEADING;SOH;START OF TEXT;STX;END OF TEXT;ETX;END OF TRANSMISSION;EOT;ENQUIRY;ENQ;ACKNOWLEDGE;ACK;ALERT;BEL;
BACKSPACE;BS;CHARACTER TABULATION;HORIZONTAL TABULATION;HT;TAB;LINE FEED;NEW LINE;END OF LINE;LF;NL;EOL;LINE TABULATION;
VERTICAL TABULATION;VT;FORM FEED;FF;CARRIAGE RETURN;CR;SHIFT OUT;SO;SHIFT IN;SI;DATA LINK ESCAPE;DLE;DEVICE CONTROL ONE;DC1;
DEVICE CONTROL TWO;DC2;DEVICE CONTROL THREE;DC3;DEVICE CONTROL FOUR;DC4;NEGATIVE ACKNOWLEDGE;NAK;SYNCHRONOUS IDLE;SYN;
END OF TRANSMISSION BLOCK;ETB;CANCEL;CAN;END OF MEDIUM;EOM;EM;SUBSTITUTE;SUB;ESCAPE;ESC;INFORMATION SEPARATOR FOUR;FILE SEPARATOR;FS;
INFORMATION SEPARATOR THREE;GROUP SEPARATOR;GS;INFORMATION SEPARATOR TWO;RECORD SEPARATOR;RS;INFORMATION SEPARATOR ONE;UNIT SEPARATOR;
US;SP;DELETE;DEL;PADDING CHARACTER;PAD;HIGH OCTET PRESET;HOP;BREAK PERMITTED HERE;BPH;NO BREAK HERE;NBH;INDEX;IND;NEXT LINE;NEL;
START OF SELECTED AREA;SSA;END OF SELECTED AREA;ESA;CHARACTER TABULATION SET;HTS;LINE TABULATION SET;VTS;PARTIAL LINE FORWARD;PLD;
PARTIAL LINE BACKWARD;PLU;REVERSE LINE FEED;RI;SINGLE SHIFT TWO;SS2;SINGLE SHIFT THREE;SS3;DEVICE CONTROL STRING;DCS;
PRIVATE USE ONE;PU1;PRIVATE USE TWO;PU2;SET TRANSMIT STATE;STS;CANCEL CHARACTER;CCH;MESSAGE WAITING;MW;START OF GUARDED AREA;SPA;
END OF GUARDED AREA;EPA;START OF STRING;SOS;SINGLE GRAPHIC CHARACTER INTRODUCER;SGC;SINGLE CHARACTER INTRODUCER;SCI;
CONTROL SEQUENCE INTRODUCER;CSI;STRING TERMINATOR;ST;OPERATING SYSTEM COMMAND;OSC;PRIVACY MESSAGE;PM;APPLICATION PROGRAM COMMAND;APC;
NBSP;SHY;ZWSP;ZWNJ;ZWJ;LRM;RLM;BYTE ORDER MARK;BOM;ZWNBSP;CGJ;WJ;LATIN SMALL LETTER GHA;LATIN CAPITAL LETTER GHA;
WEIERSTRASS ELLIPTIC FUNCTION;VARIATION SELECTOR-1;VS16;NNBSP;ALM""".replace("\n", "").split(";")


def ask():
    """Write, as one line of JSON: version, [cp, name], [cp, row] where the row changes, decompositions, numbers, composed ones, aliases."""
    import unicodedata as u
    names, rows, decompositions, numbers, composed, last = [], [], [], [], [], None
    for i in range(LIMIT):
        c = chr(i)
        name = u.name(c, None)
        if name and not name.startswith(ALGORITHMIC):
            names.append([i, name])
        row = [u.category(c), u.bidirectional(c), u.combining(c), u.mirrored(c), u.east_asian_width(c),
               next((k + 1 for k, a in enumerate(ALGORITHMIC) if (name or "").startswith(a)), 0)]
        if row != last:
            rows.append([i, row])
            last = row
        if not 0xAC00 <= i < 0xAC00 + 11172:
            d = u.decomposition(c)
            if d:
                decompositions.append([i, d])
                parts = d.split()
                if len(parts) == 2 and parts[0][0] != "<" and u.normalize("NFC", "".join(chr(int(p, 16)) for p in parts)) == c:
                    composed.append(i)
        number = u.numeric(c, None)
        if number is not None:
            numbers.append([i, number, u.digit(c, -1), u.decimal(c, -1)])
    aliases = []
    for alias in ALIASES:
        try:
            aliases.append([ord(u.lookup(alias)), alias])
        except KeyError:
            pass
    json.dump([u.unidata_version, names, rows, decompositions, numbers, composed, aliases], sys.stdout)


def rows_of(items, per=16):
    items = list(items)
    return "\n".join(",".join(items[i:i + per]) + "," for i in range(0, len(items), per))


def number_parts(value):
    for d in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 40, 64, 80, 160, 320):
        n = round(value * d)
        if abs(n / d - value) < 1e-12 * max(1, abs(value)):
            return n, d
    raise ValueError(value)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.argv[1:] == ["--ask"]:
        return ask()
    told = collections.OrderedDict()
    for python in sys.argv[1:]:
        answer = json.loads(subprocess.check_output([python, os.path.abspath(__file__), "--ask"]))
        told[answer[0]] = answer[1:]
    versions = list(told)
    since, decomposition_since, number_since, composed_since, alias_of = {}, {}, {}, {}, {}
    for k, v in enumerate(versions):
        names, _, decompositions, numbers, composed, aliases = told[v]
        for table, pairs in ((since, names), (decomposition_since, decompositions)):
            for cp, value in pairs:
                table.setdefault(cp, (k, value))
                assert table[cp][1] == value, hex(cp)
        for cp, *values in numbers:
            number_since.setdefault(cp, (k, values))
        for cp, alias in aliases:
            if since.get(cp, (0, ""))[1] != alias:
                alias_of.setdefault(alias, (k, cp))
        for cp in composed:
            composed_since.setdefault(cp, k)
    words = sorted({word for _, name in since.values() for word in name.split(" ")})
    number_of = {word: i for i, word in enumerate(words)}
    assert len(words) < 65536
    cps = sorted(since)
    starts, flat = [], []
    for cp in cps:
        starts.append(len(flat))
        flat += [number_of[word] for word in since[cp][1].split(" ")]
    starts.append(len(flat))
    offsets, at = [], 0
    for word in words:
        offsets.append(at)
        at += len(word) + 1
    order = sorted(range(len(cps)), key=lambda i: since[cps[i]][1].split(" "))
    with open(os.path.join(here, "names.def"), "w") as out:
        out.write("/* names.def - the names of the characters. Made by make_ucd.py; nobody edits it.\n *\n"
                  " * NAME_WORDS     the bytes of all words in order, each ended by 0\n"
                  " * NAME_OFFSETS   where each word begins\n"
                  " * NAME_ALIASES   other names that are looked up: name, code point, version\n"
                  " * NAME_CHARS     code point, version of Unicode that brought the name, first of its words in NAME_SEQUENCES\n"
                  " * NAME_SEQUENCES numbers of words\n"
                  " * NAME_ORDER     the rows of NAME_CHARS by name, word by word */\n")
        out.write("#ifdef NAME_WORDS\n" + rows_of((str(b) for b in ("\0".join(words) + "\0").encode()), 48) + "\n#endif\n")
        out.write("#ifdef NAME_OFFSETS\n" + rows_of(map(str, offsets), 24) + "\n#endif\n")
        out.write("#ifdef NAME_ALIASES\n" + rows_of(('{"%s",%d,%d}' % (alias, cp, k) for alias, (k, cp) in sorted(alias_of.items())), 4)
                  + "\n#endif\n")
        out.write("#ifdef NAME_CHARS\n" + rows_of(("{%d,%d,%d}" % (cp, since[cp][0], starts[i]) for i, cp in enumerate(cps)), 8)
                  + "{%d,0,%d}\n#endif\n" % (LIMIT, starts[-1]))
        out.write("#ifdef NAME_SEQUENCES\n" + rows_of(map(str, flat), 24) + "\n#endif\n")
        out.write("#ifdef NAME_ORDER\n" + rows_of(map(str, order), 24) + "\n#endif\n")
    # histories
    columns = []
    for v in versions:
        column, at, row = [], 0, None
        changes = told[v][1]
        columns.append([cp for cp, _ in changes])
    lookups = []
    for v in versions:
        lookups.append(told[v][1])
    borders = sorted({cp for column in columns for cp in column})
    positions = [0] * len(versions)
    categories, directions, widths = [set() for _ in range(3)]
    records, histories, runs = collections.OrderedDict(), collections.OrderedDict(), []
    for cp in borders:
        history = []
        for k, changes in enumerate(lookups):
            while positions[k] + 1 < len(changes) and changes[positions[k] + 1][0] <= cp:
                positions[k] += 1
            row = tuple(changes[positions[k]][1])
            history.append(records.setdefault(row, len(records)))
        number = histories.setdefault(tuple(history), len(histories))
        if not runs or runs[-1][1] != number:
            runs.append((cp, number))
    tags = sorted({d.split()[0] for _, d in decomposition_since.values() if d[0] == "<"})
    with open(os.path.join(here, "ucd.def"), "w") as out:
        out.write("/* ucd.def - what unicodedata says of the characters. Made by make_ucd.py; nobody edits it.\n *\n"
                  " * UCD_RECORDS    category, direction, combining class, mirrored?, width, which rule makes the name (0: none)\n"
                  " * UCD_HISTORIES  which record holds in each version\n * UCD_RUNS       from this code point on this history holds\n"
                  " * UCD_TAGS       what stands in front of a decomposition\n"
                  " * UCD_PARTS      code point, version, tag (0: canonical), first and number of UCD_POINTS\n"
                  " * UCD_PAIRS      what two characters compose: the first, the second, both, version\n"
                  " * UCD_POINTS     code points of the decompositions\n"
                  " * UCD_NUMBERS    code point, version, numerator, denominator, digit or -1, decimal or -1 */\n")
        out.write("#ifdef UCD_RECORDS\n" + rows_of('{"%s","%s",%d,%d,"%s",%d}' % r for r in records) + "\n#endif\n")
        out.write("#ifdef UCD_HISTORIES\n" + rows_of("{%s}" % ",".join(map(str, h)) for h in histories) + "\n#endif\n")
        out.write("#ifdef UCD_RUNS\n" + rows_of("{%d,%d}" % r for r in runs) + "\n#endif\n")
        out.write("#ifdef UCD_TAGS\n" + rows_of('"%s"' % t for t in [""] + tags) + "\n#endif\n")
        points, parts = [], []
        for cp in sorted(decomposition_since):
            k, d = decomposition_since[cp]
            pieces = d.split()
            tag = 0
            if pieces[0][0] == "<":
                tag = 1 + tags.index(pieces.pop(0))
            parts.append("{%d,%d,%d,%d,%d}" % (cp, k, tag, len(points), len(pieces)))
            points += [int(p, 16) for p in pieces]
        out.write("#ifdef UCD_PARTS\n" + rows_of(parts, 8) + "\n#endif\n")
        pairs = sorted(tuple(int(p, 16) for p in decomposition_since[cp][1].split()) + (cp, decomposition_since[cp][0])
                       for cp in composed_since)
        out.write("#ifdef UCD_PAIRS\n" + rows_of(("{%d,%d,%d,%d}" % pair for pair in pairs), 8) + "\n#endif\n")
        out.write("#ifdef UCD_POINTS\n" + rows_of(map(str, points), 24) + "\n#endif\n")
        numbers = []
        for cp in sorted(number_since):
            k, (value, digit, decimal) = number_since[cp]
            numbers.append("{%d,%d,%d,%d,%d,%d}" % ((cp, k) + number_parts(value) + (digit, decimal)))
        out.write("#ifdef UCD_NUMBERS\n" + rows_of(numbers, 8) + "\n#endif\n")


main()
