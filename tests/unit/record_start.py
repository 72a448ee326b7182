#!/usr/bin/env python3
"""Record with which counters of the collector real programs begin.

Usage: record_start.py PYTHON_ROOT   (PYTHON_ROOT/<version>/bin/python are the interpreters)

Runs recorded/start/*.py, which print gc.get_count(), with -I -S and writes recorded/start.txt: program, version, the three counters.
test_start.c compares.
"""
import pathlib
import subprocess
import sys

VERSIONS = ["3.6.15", "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0"]
HERE = pathlib.Path(__file__).parent / "recorded"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = []
    for program in sorted((HERE / "start").glob("*.py")):
        for version in VERSIONS:
            python = pathlib.Path(sys.argv[1], version, "bin", "python")
            out = subprocess.run([python, "-I", "-S", program], stdout=subprocess.PIPE, universal_newlines=True, check=True).stdout
            lines.append(f"{program.stem} {version.rsplit('.', 1)[0]} {out.strip()}\n")
    (HERE / "start.txt").write_text("".join(lines))


main()
