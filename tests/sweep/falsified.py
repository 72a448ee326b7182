#!/usr/bin/env python3
"""`ouro verify` finds a table that lies: rows of src/profile are falsified one by one, and each must be found.

usage: falsified.py BUILD PYTHON3.11

BUILD is a folder made by CMake from this checkout. Each row is changed in the source, ouro is built, and the program
falsified_program.py is verified against the real interpreter: it has to differ, and must not differ with the true tables. The sources
are put back in any case. Exits with 1 when a lie goes unnoticed.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DIFFERENCES, NUMBERS = ROOT / "src/profile/differences.def", ROOT / "src/profile/numbers.def"
PROGRAM = pathlib.Path(__file__).with_name("falsified_program.py")
# A difference and the versions that are to have it, or a number and what 3.11 is to have instead.
LIES = [("list_growth_mod4", "PY_3_12", "PY_3_13"), ("list_extend_exact", "PY_3_12", "PY_3_13"),
        ("dict_compact_unicode_keys", "PY_3_12", "PY_3_13"), ("int_zero_digit", "PY_3_12", "PY_3_13"),
        ("resurrect_keeps_all", "PY_3_6", "PY_3_13"), ("contains_item_first", "PY_3_12", "PY_3_13"),
        ("instance_dict_always", "PY_3_6", "PY_3_13"), ("sum_compensated", "PY_3_6", "PY_3_13"), ("set_two_thirds", "PY_3_6", "PY_3_13"),
        ("str_ascii_header", 56), ("dict_keys_header", 40)]
COLUMN = 5  # of 3.11 among the columns from 3.6 on


def falsified(lie):
    """The file to write and what it says then."""
    if len(lie) == 3:
        name, first, last = lie
        text = DIFFERENCES.read_text()
        found = re.search(rf"DIFFERENCE\(\s*{name},\s*\w+,\s*(PY_\w+),\s*(PY_\w+)", text)
        return DIFFERENCES, text[:found.start(1)] + first + ", " + last + text[found.end(2):]
    name, value = lie
    text = NUMBERS.read_text()
    start = text.index(f"NUMBER({name},")
    end = text.index(")\n", start)
    row = text[start:end]
    columns = re.search(r"(?:\d+,\s*){7}\d+$", row)
    numbers = re.split(r",\s*", columns[0])
    numbers[COLUMN] = str(value)
    return NUMBERS, text[:start] + row[:columns.start()] + ", ".join(numbers) + text[end:]


def verified(build, python):
    subprocess.run(["cmake", "--build", build, "--target", "ouro"], check=True, stdout=subprocess.DEVNULL)
    run = subprocess.run([f"{build}/bin/ouro", "verify", "--with", python, str(PROGRAM)], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    told = [line.strip() for line in run.stdout.splitlines() if line.startswith("  ")]
    return run.returncode == 0, told[0] if told else ""


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    build, python = sys.argv[1:]
    failed = 0
    true, why = verified(build, python)
    print(f"the true tables: {'no difference' if true else why}")
    failed += not true
    for lie in LIES:
        path, text = falsified(lie)
        before = path.read_text()
        try:
            path.write_text(text)
            unnoticed, why = verified(build, python)
        finally:
            path.write_text(before)
        print(f"{lie[0]}: {'NOT NOTICED' if unnoticed else why}")
        failed += unnoticed
    subprocess.run(["cmake", "--build", build, "--target", "ouro"], check=True, stdout=subprocess.DEVNULL)
    print(f"{len(LIES)} lies, {failed} wrong")
    sys.exit(failed > 0)


main()
