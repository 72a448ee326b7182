#!/usr/bin/env python3
"""Nothing that a program's text can make large may cost its square.

usage: growth.py OURO [SIZE]

Each shape of program is written at SIZE (2500) and at four times that, loaded and run in every offered version; the
time of the processor may grow six times (four is linear, the rest is noise and start-up). Prints what grows faster, and
exits with 1 if anything does twice in a row.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

TIMES, ALLOWED = 4, 6.0


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
    "targets": lambda n: f"a = (0,) * {n}\n" + ", ".join(f"v{i}" for i in range(n)) + " = a\n",
}


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    run = subprocess.run(command, capture_output=True, timeout=600, check=False)
    if run.returncode != 0:
        sys.exit(f"{command}: {run.stderr.decode()[-300:]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def growth(ouro, version, path, sizes):
    small, large = ((path.write_text(text), seconds([ouro, "run", "--python", version, str(path)]))[1] for text in sizes)
    return large / max(small, 0.01)


def of_steps(size):
    steps = [{"code": f"a = [{i}]"} for i in range(size)]
    return json.dumps({"format": 1, "title": "Steps", "steps": steps})


def main():
    ouro = sys.argv[1]
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 2500
    listed = json.loads(subprocess.run([ouro, "versions", "--json"], capture_output=True, check=True).stdout)
    versions = [version["name"] for version in listed["versions"] if version["offered"]]
    shapes = {name: (".py", make) for name, make in SHAPES.items()}
    shapes["steps of a lesson"] = (".json", of_steps)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for version in versions:
            for name, (suffix, make) in shapes.items():
                path = pathlib.Path(folder) / f"grown{suffix}"
                texts = make(size), make(TIMES * size)
                factors = [growth(ouro, version, path, texts)]
                if factors[0] > ALLOWED:
                    factors.append(growth(ouro, version, path, texts))
                if min(factors) > ALLOWED:
                    failed = True
                    print(f"{version}: {name}: {TIMES} times as many cost {min(factors):.1f} times the time")
    print(f"{len(versions)} versions, {len(shapes)} shapes, {size} and {TIMES * size}: {'grows' if failed else 'linear'}")
    sys.exit(failed)


main()
