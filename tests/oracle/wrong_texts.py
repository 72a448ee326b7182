#!/usr/bin/env python3
"""Texts that are no programs: does each Python say the same of them, and of the same place?

usage: wrong_texts.py OURO FIRST LAST VERSION=PYTHON...

Seed N always makes the same hundred texts: short programs in which tokens are left out, doubled, exchanged or replaced.
compile() tells of each the words, line, column, text and end, or that it is fine; the simulator (`OURO run --python
VERSION`) must tell what PYTHON tells. What it refuses because its subset ends there is left out.
"""
import collections
import pathlib
import random
import re
import subprocess
import sys
import tempfile

TEXTS = """x = 1 + y
x = (a, b, *c)
x = [a for a in b if c]
x = {a: b, **c}
f(a, *b, c=1, **d)
def f(a, b=1, *c, d, **e): return a
if a == b:
    x = 1
elif c: pass
else: pass
for x in y:
    print(x)
while a: break
class A(B):
    x: int = 1
try:
    a()
except B as c: pass
finally: pass
with a as b, c: pass
from a import b, c as d
import a.b as c
lambda a, b=1: a if b else c
x = 'a' "b" f'{c!r:>{d}}'
del a, b[1], c.d
assert a, b
raise A from b
x, *y = z
global a
x = not a in b
a[1:2, ::3] = b
x += yield
@a.b
def f(): nonlocal c
return x""".split("\n")
TOKEN = re.compile(r"\s+|\w+|f?'[^']*'|\"[^\"]*\"|\*\*|==|\+=|.")
WORDS = "a b 1 ( ) [ ] { } : , . = == + * ** in is not if else for def class lambda import from as pass None 'c' := ; @ yield".split()

CHECK = """
import warnings
warnings.simplefilter('ignore')
def told(text):
    try:
        compile(text, '<text>', 'exec')
    except (SyntaxError, ValueError) as e:
        place = [getattr(e, name, None) for name in ('lineno', 'offset', 'text', 'end_lineno', 'end_offset')]
        return (type(e).__name__, getattr(e, 'msg', str(e))) + tuple(place)
    return 'fine'
for text in TEXTS:
    print(ascii(told(text)))
"""


def wrong(chance):
    at = chance.randrange(len(TEXTS))
    lines = TEXTS[at:at + chance.randint(1, 3)]
    tokens = TOKEN.findall("\n".join(lines))
    for _ in range(chance.randint(1, 2)):
        i = chance.randrange(len(tokens))
        act = chance.randrange(4)
        if act == 0:
            del tokens[i]
        elif act == 1:
            tokens.insert(i, tokens[i])
        elif act == 2:
            tokens[i] = " " + chance.choice(WORDS) + " "
        else:
            j = chance.randrange(len(tokens))
            tokens[i], tokens[j] = tokens[j], tokens[i]
        if not tokens:
            break
    return "".join(tokens)


def answers(command, path):
    done = subprocess.run(command + [str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=300, check=False)
    return done.stdout.decode("ascii", "replace").splitlines()


def main():
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    ouro, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for version, python in (word.split("=", 1) for word in sys.argv[4:]):
            kinds, shown, total = collections.Counter(), {}, 0
            for seed in range(first, last + 1):
                chance = random.Random(seed)
                texts = [wrong(chance) for _ in range(100)]
                path = pathlib.Path(folder) / "texts.py"
                path.write_text(f"TEXTS = {ascii(texts)}\n{CHECK}", encoding="ascii")
                real = answers(python.split() + ["-I", "-S"], path)
                ours = answers([ouro, "run", "--python", version], path)
                if len(ours) != len(real):
                    print(f"{version} seed {seed}: {len(ours)} of {len(real)} lines")
                    bad += 1
                for text, a, b in zip(texts, real, ours):
                    if "not in the subset" in b:
                        continue
                    total += 1
                    if a != b:
                        pair = tuple(re.sub(r"'\w+'", "'...'", w.split(",")[1] if "," in w else w) for w in (a, b))
                        kind = pair if pair[0] != pair[1] else (pair[0], "place")
                        kinds[kind] += 1
                        shown.setdefault(kind, (text, a, b))
            bad += sum(kinds.values())
            print(f"{version}: {total} texts, {sum(kinds.values())} differ")
            for kind, n in kinds.most_common(40):
                print(f"  {n:4} {kind[0]} | {kind[1]}\n       {shown[kind][0]!r}\n       real {shown[kind][1]}\n       ours {shown[kind][2]}")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
