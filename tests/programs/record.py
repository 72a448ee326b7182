#!/usr/bin/env python3
"""Record what the real interpreters print for the programs of this folder.

usage: record.py PYTHON...

Runs src/*.py under each interpreter and writes expected/<version>/NAME.txt: exit status, standard output, standard
error. Files whose names begin with an underscore are modules that the programs import. Addresses become 0x..., the
folder of the program disappears from file names, and that of the library is /usr/lib. tests/unit/test_vm_programs.c compares the simulator with these files; no interpreter is needed for that.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE / "src"


def normalise(raw):
    text = re.sub(r"/[^\s()]*/lib/(python3\.\d+)/", r"/usr/lib/\1/", raw.decode("utf-8").replace(f"{SOURCES}/", ""))
    return re.sub(r"0x[0-9a-f]{6,}", "0x...", text)


def record(python, source):
    environment = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}
    run = subprocess.run([python, "-S", source.name], cwd=SOURCES, stdin=subprocess.DEVNULL, capture_output=True, env=environment,
                         timeout=60, check=False)
    status = run.returncode if run.returncode >= 0 else 128 - run.returncode  # as a shell tells of a signal
    return (f"status {status}\n--- stdout\n{normalise(run.stdout)}"
            f"--- stderr\n{normalise(run.stderr)}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for python in sys.argv[1:]:
        version = subprocess.run([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                                 capture_output=True, text=True, check=True).stdout.strip()
        folder = HERE / "expected" / version
        folder.mkdir(parents=True, exist_ok=True)
        for source in sorted(SOURCES.glob("[!_]*.py")):
            (folder / (source.stem + ".txt")).write_text(record(python, source), encoding="utf-8")


if __name__ == "__main__":
    main()
