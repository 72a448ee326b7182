#!/usr/bin/env python3
"""Nothing that a program's text can make large may cost its square.

usage: growth.py OURO [SIZE [VERSION...]]

Each shape of program is written at SIZE (2500) and at four times that, loaded and run in every offered version; the
time of the processor, without that of an empty program, may grow nine times (four is linear, sixteen the square). What
takes too little to be told from start-up is written larger. Prints what grows faster, and exits with 1 if anything does
twice in a row.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

TIMES, ALLOWED = 4, 9.0
ENOUGH = 0.05  # seconds that the smaller one takes at least
LARGEST = {".py": 40000, ".json": 2500}  # a lesson has 10 000 steps at most
LIMITS = ["--set", "limits.events=4000000000"]


def lines(text):
    return lambda n: "".join(text.replace("N", str(i)) for i in range(n))


SHAPES = {
    "names": lines("vN = 0\n"),
    "functions": lines("def fN(): return N\n"),
    "strings": lines('a = "sN"\n'),
    "sets of constants": lines("a = 1 in {N, 1}\n"),
    "attributes": lambda n: "class C: pass\nc = C()\n" + lines("c.aN = 0\n")(n),
    "locals": lambda n: "def f():\n" + lines("    vN = 0\n")(n) + "f()\n",
    "methods": lambda n: "class C:\n" + lines("    def mN(self): pass\n")(n),
    "branches": lambda n: "a = 0\n" + lines("if a == N: pass\n")(n),
    "branches of a function": lambda n: "def f(a):\n" + lines("    if a: a = N\n")(n),
    "handlers": lines("try: a = N\nexcept: pass\n"),
    "loops": lines("for i in (): pass\n"),
    "comprehensions": lines("b = [i for i in (N,)]\n"),
    "f-strings": lambda n: "a = 1\n" + lines('b = f"{a}N"\n')(n),
    "calls": lambda n: "def f(): pass\n" + "f()\n" * n,
    "prints": lambda n: "print(1)\n" * n,
    "comments": lambda n: "# nothing\n" * n,
    "one dict": lambda n: "a = {" + ", ".join(f'"k{i}": {i}' for i in range(n)) + "}\n",
    "one list": lambda n: "a = [" + ", ".join(str(i + 300) for i in range(n)) + "]\n",
    "one text": lambda n: 'a = """' + "line\n" * 10 * n + '"""\n',
    "arguments": lambda n: "def f(*a): pass\nf(" + ", ".join(map(str, range(n))) + ")\n",
    "functions with names": lines("def fN(aN):\n    bN = aN\n    return bN + cN\n"),
    "classes": lines("class CN:\n    x = N\n"),
    "subclasses of one": lambda n: "class A: pass\n" + lines("class CN(A): pass\n")(n),
    "keywords": lambda n: "def f(**k): pass\nf(" + ", ".join(f"k{i}=0" for i in range(n)) + ")\n",
       "a list that grows": lambda n: f"a = []\nfor i in range({n}): a.append(i)\n",
    "a list filled from the front": lambda n: f"import collections\na = collections.deque()\nfor i in range({n}): a.appendleft(i)\n",
    "a dict that grows": lambda n: f"a = {{}}\nfor i in range({n}): a[i] = i\n",
    "a dict emptied": lambda n: f"a = dict.fromkeys(range({n}))\nfor i in range({n}): a.popitem()\n",
    "a set that grows": lambda n: f"a = set()\nfor i in range({n}): a.add(i)\n",
    "a text that grows": lambda n: f"def f():\n    a = ''\n    for i in range({n}): a += 'x'\nf()\n",
    "a text joined": lambda n: f"a = ''.join(str(i) for i in range({n}))\nb = a.split('1')\n",
    "what is sorted": lambda n: f"a = sorted(range({n}), key=lambda i: -i)\n",
    "attributes of one object": lambda n: f"class C: pass\nc = C()\nfor i in range({n}): setattr(c, 'a%d' % i, i)\n",
    "objects": lambda n: f"class C: pass\na = [C() for i in range({n})]\nfor c in a: c.x = c\ndel a, c\n",
    "a chain": lambda n: f"a = None\nfor i in range({n}): a = (a,)\ndel a\n",
    "a ring": lambda n: f"import gc\na = b = []\nfor i in range({n}):\n    c = [b]\n    b = c\na.append(b)\ndel a, b, c\ngc.collect()\n",
    "weak references": lambda n: "import weakref\nclass C: pass\nc = C()\n"
                                f"a = [weakref.ref(c, print) for i in range({n})]\ndel a, c\n",
    "weak values": lambda n: "import weakref\nclass C: pass\nw = weakref.WeakValueDictionary()\n"
                            f"a = [C() for i in range({n})]\nfor i in range({n}): w[i] = a[i]\ndel a\n",
    "generators": lambda n: f"def g(): yield 1\na = [g() for i in range({n})]\nfor x in a: next(x)\ndel a, x\n",
    "exceptions": lambda n: f"a = []\nfor i in range({n}):\n    try: 1 / 0\n    except Exception as e: a.append(e)\n",
    "finalizers": lambda n: "class C:\n    def __del__(self): pass\n" + f"for i in range({n}): C()\n",
    "prints of a loop": lambda n: f"for i in range({n}): print(i)\n",
    "calls of a loop": lambda n: f"def f(x): return x\nfor i in range({n}): f(i)\n",
    "compiled texts": lambda n: f"for i in range({n} // 10): exec('a%d = %d' % (i, i))\n",
    "closures": lambda n: f"def f(x): return lambda: x\na = [f(i) for i in range({n})]\ndel a\n",
    "a big number": lambda n: f"a = 1\nfor i in range({n} // 10): a = (a * 3) % 10**40\n",
    "exit with names": lines("class CN:\n    def __del__(self): pass\ncN = CN()\n"),
    "targets": lambda n: f"a = (0,) * {n}\n" + ", ".join(f"v{i}" for i in range(n)) + " = a\n",
}


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run = subprocess.run(command, capture_output=True, timeout=600, check=False)
    if run.returncode != 0:
        sys.exit(f"{command}: {run.stderr.decode()[-300:]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def run(ouro, version, path, text):
    path.write_text(text)
    return seconds([ouro, "run", "--python", version, *LIMITS, str(path)])


def growth(ouro, version, path, make, size, empty):
    """How many times the time four times the size takes; the size is raised until that can be told."""
    small = run(ouro, version, path, make(size)) - empty
    while small < ENOUGH and size < LARGEST[path.suffix]:
        size *= 2
        small = run(ouro, version, path, make(size)) - empty
    return (run(ouro, version, path, make(TIMES * size)) - empty) / max(small, ENOUGH)


def of_steps(size):
    steps = [{"code": f"a = [{i}]"} for i in range(size)]
    return json.dumps({"format": 1, "title": "Steps", "steps": steps})


def main():
    ouro = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 2500
    listed = json.loads(subprocess.run([ouro, "versions", "--json"], capture_output=True, check=True).stdout)
    versions = sys.argv[3:] or [version["name"] for version in listed["versions"] if version["offered"]]
    shapes = {name: (".py", make) for name, make in SHAPES.items()}
    shapes["steps of a lesson"] = (".json", of_steps)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for version in versions:
            empty = {suffix: run(ouro, version, pathlib.Path(folder) / f"empty{suffix}", nothing)
                     for suffix, nothing in ((".py", ""), (".json", of_steps(1)))}
            for name, (suffix, make) in shapes.items():
                path = pathlib.Path(folder) / f"grown{suffix}"
                factors = [growth(ouro, version, path, make, size, empty[suffix])]
                if factors[0] > ALLOWED:
                    factors.append(growth(ouro, version, path, make, size, empty[suffix]))
                if min(factors) > ALLOWED:
                    failed = True
                    print(f"{version}: {name}: {TIMES} times as many cost {min(factors):.1f} times the time")
    print(f"{len(versions)} versions, {len(shapes)} shapes, {size} and {TIMES * size}: {'grows' if failed else 'linear'}")
    sys.exit(failed)


main()
