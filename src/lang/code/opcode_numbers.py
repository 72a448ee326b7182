#!/usr/bin/env python3
"""Make opcode_numbers.def: which byte stands for an instruction, version by version.

Usage: opcode_numbers.py VERSION=PYTHON...   (one for each version of the list)
"""
import json
import pathlib
import re
import subprocess
import sys

VERSIONS = ["3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"]
FOLDER = pathlib.Path(__file__).parent
HEAD = """/* opcode_numbers.def - which byte stands for an instruction (opcode.opmap), version by version; -1: the version has not the
 * instruction. Made by opcode_numbers.py.
 *
 * OPCODE_NUMBERS(NAME, 3.6, 3.7, 3.8, 3.9, 3.10, 3.11, 3.12, 3.13): an instruction of opcodes.def;
 * OPCODE_NUMBERS_ONLY, the same: one that no program here consists of. */
#ifndef OPCODE_NUMBERS
#define OPCODE_NUMBERS(name, v6, v7, v8, v9, v10, v11, v12, v13)
#endif
#ifndef OPCODE_NUMBERS_ONLY
#define OPCODE_NUMBERS_ONLY(name, v6, v7, v8, v9, v10, v11, v12, v13)
#endif

"""
FOOT = """
#undef OPCODE_NUMBERS
#undef OPCODE_NUMBERS_ONLY
"""


def numbers(python):
    ask = "import json, opcode; print(json.dumps(opcode.opmap))"
    return json.loads(subprocess.run([python, "-I", "-S", "-c", ask], stdout=subprocess.PIPE, check=True).stdout)


def main():
    pythons = dict(argument.split("=", 1) for argument in sys.argv[1:])
    if sorted(pythons) != sorted(VERSIONS):
        sys.exit(__doc__)
    maps = [numbers(pythons[version]) for version in VERSIONS]
    known = re.findall(r"^OPCODE\((\w+),", (FOLDER / "opcodes.def").read_text(), re.M)
    others = sorted({name for each in maps for name in each} - set(known))
    rows = []
    for macro, names in (("OPCODE_NUMBERS", known), ("OPCODE_NUMBERS_ONLY", others)):
        rows += ["%s(%s, %s)\n" % (macro, name, ", ".join(str(each.get(name, -1)) for each in maps)) for name in names]
    (FOLDER / "opcode_numbers.def").write_text(HEAD + "".join(rows) + FOOT)


main()
