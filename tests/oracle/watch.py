#!/usr/bin/env python3
"""Run a program in a real interpreter and tell what its memory looks like before each line.

usage: watch.py PYTHON PROGRAM.py

Builds the folder watcher against the headers of PYTHON (into WATCH_BUILD, else a temporary folder), preloads it and prints its
records, one JSON object per line. PYTHON must be a build with a shared library that has kept its symbols and uses
computed gotos (64-bit Linux). Addresses and hashes are the same in every run.
"""
import ctypes
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ADDR_NO_RANDOMIZE = 0x0040000


def about(python):
    """The folder of its headers, and its version."""
    ask = "import sys, sysconfig; print(sysconfig.get_paths()['include']); print('%d.%d.%d' % sys.version_info[:3])"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.split()


def build(python, folder):
    include, version = about(python)
    library = pathlib.Path(folder) / f"watcher-{version}.so"
    sources = sorted((HERE / "watcher").glob("*.[ch]"))
    if not library.exists() or library.stat().st_mtime < max(source.stat().st_mtime for source in sources):
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-std=gnu17", "-w", "-fvisibility=hidden", f"-I{include}", f"-I{include}/internal",
                        *(source for source in sources if source.suffix == ".c"), "-o", library], check=True)
    return library


def records(python, program, folder):
    """What the watcher says, record by record, and how the program ended."""
    library = build(python, folder)
    program = os.path.abspath(program)
    with tempfile.TemporaryFile("w+") as told:
        environment = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(library.resolve()),
                       "WATCH_FD": str(told.fileno()), "WATCH_PROGRAM": program}
        run = subprocess.run([python, "-s", program], stdin=subprocess.DEVNULL, capture_output=True,
                             env=environment, cwd=folder, pass_fds=[told.fileno()], check=False,
                             preexec_fn=lambda: ctypes.CDLL(None).personality(ADDR_NO_RANDOMIZE))
        told.seek(0)
        found = []
        for line in told:
            record = json.loads(line)
            record["out"] = record["out"].encode("latin-1").decode("utf-8", "replace")
            found.append(record)
    if run.returncode < 0 or run.returncode in (98, 99) or not found:
        sys.exit(f"{program}: not watched, status {run.returncode}: {run.stderr.decode('utf-8', 'replace')}")
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for record in records(sys.argv[1], sys.argv[2], os.environ.get("WATCH_BUILD", folder)):
            print(json.dumps(record))


if __name__ == "__main__":
    main()
