#!/usr/bin/env python3
"""Make start_state.def: the collector's counters and the free lists when the compiler begins with a program.

Usage: start_state.py OURO VERSION=PYTHON...

Programs read both in each interpreter (-I -S) and in OURO: how many lists, dicts and tuples of each size can be made before
the first counter rises, what the counters are when a program is so long that compiling leaves none of start-up's, and what they
are in small programs, of which the middle one counts. By what the two differ the table is corrected, which may take some
runs, each with an OURO built from the table of the last: it is right when a run changes nothing. How many tuples of one and of
two items there are before the program is compiled nothing shows: those two numbers are found by trying which bring the small
programs nearest.
"""
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

TABLE = pathlib.Path(__file__).with_name("start_state.def")
YOUNG, MIDDLE, OLD, MAIN, IMPORT, LISTS, DICTS, ONES, TWOS, TUPLES = range(10)
SIZES = 19
HEAD = """/* start_state.def - counters and free lists before a program is compiled (python -I -S), version by version.
 * Made by start_state.py.
 *
 * START(VERSION, counters of the generations: young, middle, old; whether __main__ is young; what the first import
 * keeps: objects beside the functions of the module, and of the free lists lists, dicts, tuples of 1 and of 2; free tuples of 1 to 20 items) */
"""
FREE = """import gc
gc.disable()
count = gc.get_count
kept = [None] * 3000
count()  # its tuple is in the free list from now on
items = 20 * (None,)
found = []
n = 0
""" + "".join("""before = count()[0]
start = n
while count()[0] <= before:
    kept[n] = %s
    n += 1
found.append(n - start)
""" % made for made in ["[]", "{}"] + ["items[:%d]" % size for size in range(1, SIZES + 1)]) + "print(*found)\n"
LONG = "import gc\n" + "".join("def f%d(a):\n    return [a, %d]\n" % (i, i) for i in range(600)) + "print(*gc.get_count())\n"
# Objects are listed by generation, and new ones come last in the young one.
ORDER = """import gc
fresh = []
places = {id(o): i for i, o in enumerate(gc.get_objects())}
print(int(places[id(globals())] < places[id(fresh)]))
"""
SMALL = ["import gc\n%s\nprint(*gc.get_count())\n" % lines for lines in (
    "", "items = [0]", 'names = ["a", "b", "c"]', 'table = {"a": 1, "b": 2}', 'for name in "abc":\n    x = name', "x = 2.5",
    'def show(value, end="\\n"):\n    print(value, end=end)', "i = 0\nwhile i < 10:\n    i += 1", "class A:\n    pass",
    "class A:\n    def f(self):\n        return 1", "def f(x):\n    def g():\n        return x\n    return g",
    "def f():\n    global q\n    q = 1", "def f():\n    yield 1", "f = lambda q, w=(1, 2): q", "def f(n):\n    return [x for x in n]",
    'def f(n):\n    return "%s %s" % (n, n)', "x = [1]\nx.append(2)", "def f(a, *, c=1.5):\n    return a")]


def numbers(command):
    return [int(word) for word in subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout.split()]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    rows = {version: [int(number) for number in row.split(",")]
            for version, row in re.findall(r"^START\(PY_(\w+), (.*)\)", TABLE.read_text(), re.M)}
    changes = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "program.py")
        for argument in sys.argv[2:]:
            version, python = argument.split("=", 1)
            row = rows[version.replace(".", "_")]
            before = list(row)

            def both(program):
                path.write_text(program)
                return (numbers([python, "-I", "-S", path]),
                        numbers([sys.argv[1], "run", "--python", version, "--set", "gc.start=python", path]))

            for i, (real, here) in enumerate(zip(*both(FREE))):
                if LISTS + i < TUPLES:
                    row[LISTS + i] += here - real
                else:
                    row[TUPLES + i - 2] += max(real - here, -row[TUPLES + i - 2])
            real, here = both(LONG)
            row[IMPORT] += real[0] - here[0]
            row[MAIN] = both(ORDER)[0][0]
            pairs = [both(program) for program in SMALL]
            middle = statistics.median_low(real[0] - here[0] for real, here in pairs)
            row[YOUNG] += middle
            row[MIDDLE] += pairs[0][0][1] - pairs[0][1][1]
            row[OLD] += pairs[0][0][2] - pairs[0][1][2]
            changes += sum(a != b for a, b in zip(before, row))
            worst = max(abs(real[0] - here[0] - middle) for real, here in pairs)
            print(f"{version}: the first counter of small programs is right to within {worst}")
    TABLE.write_text(HEAD + "".join("START(PY_%s, %s)\n" % (version, ", ".join(map(str, row))) for version, row in rows.items()))
    print(changes, "numbers have changed")


main()
