#!/usr/bin/env python3
"""Make start_counts.def: how often what exists once is referred to when a program begins.

Usage: start_counts.py OURO VERSION=PYTHON...

A program prints the counts in each interpreter (-S, no hashing by chance) and in OURO; what it counts in both beyond what start-up left is taken
off by itself, because OURO begins with the counts of the table that it was built with. So the table is right when a second run,
with an OURO built from it, changes nothing; it says how many rows have changed. Up to 3.11: what counts little there is counted
by the interpreter as any other object; from 3.12 on all of it is immortal.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

VERSIONS = ["3.6", "3.7", "3.8", "3.9", "3.10", "3.11"]
SINGLE = {"&ob->none": "None", "ob->true_": "True", "ob->false_": "False", "ob->empty_tuple": "tuple()",
          "ob->empty_str": "str()", "ob->empty_bytes": "bytes()"}
SMALL = list(range(-5, 257))
TABLE = pathlib.Path(__file__).with_name("start_counts.def")
HEAD = """/* start_counts.def - how often what exists once is referred to when a program begins (python -I -S), version by version.
 * Made by start_counts.py. In the interpreter its modules and types hold these references; most of them are not here.
 *
 * START_COUNT(OBJECT, 3.6, 3.7, 3.8, 3.9, 3.10, 3.11), START_COUNT_INT(VALUE, the same) */
"""


def program():
    text = "import sys\n" + "".join(f"print(sys.getrefcount({made}))\n" for made in SINGLE.values())
    return text + 'for name in "' + " ".join(map(str, SMALL)) + '".split():\n    print(sys.getrefcount(int(name)))\n'


def counts(command):
    run = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, check=True, env={"PYTHONHASHSEED": "0"})
    return [int(line) for line in run.stdout.split()]


def old_rows():
    text = TABLE.read_text() if TABLE.exists() else ""
    rows = re.findall(r"^START_COUNT\w*\(([^,\s]+), (.*)\)$", text, re.M)
    return {name: [int(number) for number in numbers.split(", ")] for name, numbers in rows}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    ouro, names = sys.argv[1], list(SINGLE) + [str(value) for value in SMALL]
    rows = {name: old_rows().get(name, [0] * len(VERSIONS)) for name in names}
    changed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "counts.py"
        path.write_text(program())
        for version, python in (argument.split("=") for argument in sys.argv[2:]):
            column = VERSIONS.index(version)
            real, ours = counts([python, "-S", "-s", str(path)]), counts([ouro, "run", "--python", version, str(path)])
            for name, there, here in zip(names, real, ours):
                changed += there != here
                rows[name][column] += there - here
    lines = [f"START_COUNT{'' if name in SINGLE else '_INT'}({name}, {', '.join(map(str, row))})\n" for name, row in rows.items()]
    TABLE.write_text(HEAD + "".join(lines) + "#undef START_COUNT\n#undef START_COUNT_INT\n")
    print(f"{changed} counts have changed")


main()
