#!/usr/bin/env python3
"""Record what the real interpreters say of every code point, as digests of blocks of 256.

Usage: record_unicode.py PYTHON_ROOT   (PYTHON_ROOT/<version>/bin/python are the interpreters)

Writes recorded/unicode.txt beside this script: a line of version names, then `first last digest...`, a digest for each
version, `=` where it is that of the version before. A digest is of 32-bit words, relative to the code point, so that
blocks in which every code point has the same properties have the same digest and share a line. The last line is a
digest of sequences of characters that normalisation changes. test_unicode.c computes the same words.
"""
import os
import subprocess
import sys

FNV, PRIME, ALL = 0xCBF29CE484222325, 0x100000001B3, (1 << 64) - 1


def words_of(i):
    """The words of one code point: test_unicode.c, add_code_point."""
    import unicodedata
    c = chr(i)
    before, after = "A\u03a3" + c, "A"
    answers = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(),
               unicodedata.category(c) == "Lt", c.isspace(), c.isprintable(), c.isidentifier(),
               ("a" + c).isidentifier(), len(("a" + c + "b").splitlines()) == 2, (c + "a").title()[-1] == "a",
               (before + after).lower()[1] == "\u03c3" and before.lower()[1] == "\u03c2",
               unicodedata.east_asian_width(c) in "WF")
    words = [sum(1 << bit for bit, answer in enumerate(answers) if answer) |
             unicodedata.decimal(c, -1) + 1 << 16]

    def add(kind, text):
        words.append(kind << 8 | len(text))
        words.extend(ord(x) - i & 0xFFFFFFFF for x in text)
    for kind, mapped in enumerate((c.upper(), c.lower(), c.title(), c.casefold())):
        if mapped != c:
            add(kind, mapped)
    if answers[10]:
        add(4, unicodedata.normalize("NFKC", c))
        add(5, unicodedata.normalize("NFKC", "e" + c + "\u0323\u0301"))
    return words


def digest(words):
    h = FNV
    for word in words:
        h = (h ^ word) * PRIME & ALL
    return "%08x" % ((h ^ h >> 32) & 0xFFFFFFFF)


def sequences():
    import unicodedata
    moved = [i for i in range(0x110000) if ("a" + chr(i)).isidentifier() and
             (unicodedata.combining(chr(i)) or 0x1100 <= i < 0x1200 or unicodedata.normalize("NFKC", chr(i)) != chr(i))]
    x, words = 1, []
    for _ in range(20000):
        text = "e"
        for _ in range(5):
            x = x * 6364136223846793005 + 1442695040888963407 & ALL
            text += chr(moved[(x >> 33) % len(moved)])
        words += [ord(c) for c in unicodedata.normalize("NFKC", text)]
    return digest(words)


def ask():
    for first in range(0, 0x110000, 256):
        print(digest([word for i in range(first, first + 256) for word in words_of(i)]))
    print(sequences())


def main():
    if sys.argv[1:] == ["--ask"]:
        return ask()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    releases = sorted((name for name in os.listdir(sys.argv[1]) if name.startswith("3.")),
                      key=lambda name: [int(x) for x in name.split(".")])
    columns = []
    for release in releases:
        python = os.path.join(sys.argv[1], release, "bin", "python")
        out = subprocess.run([python, os.path.abspath(__file__), "--ask"], stdout=subprocess.PIPE, check=True).stdout
        columns.append(out.decode().split())
    lines = [" ".join(release.rsplit(".", 1)[0] for release in releases)]
    rows = list(zip(*columns))
    shown = [" ".join("=" if i and row[i] == row[i - 1] else row[i] for i in range(len(row))) for row in rows]
    n = 0
    while n < len(shown) - 1:
        first = n
        while n < len(shown) - 1 and shown[n] == shown[first]:
            n += 1
        lines.append("%x %x %s" % (first * 256, n * 256 - 1, shown[first]))
    lines.append("sequences " + shown[-1])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorded", "unicode.txt"), "w") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
