#!/usr/bin/env python3
"""`ouro verify` for every lesson and every recorded program, in real interpreters: what is equal, what no Python can confirm, what
differs.

usage: verify.py OURO VERSION=PYTHON... [--only PART] [--sample N --seed S] [--jobs N] [--out FILE]
       verify.py OURO --found ...    with the interpreters that lie in the folder OURO_PYTHONS, 3.11.7/bin/python; 77: there are none

--only takes files whose path contains PART; --sample takes N of them by chance. Prints a table, then what differs; --out keeps
everything as JSON while it goes on, a row for each file and version. What is known to differ stands with its mechanism in
verify_known.txt; a row there that agrees is an error, too. Exits with 1 when anything else differs.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("scenarios", "tests/programs/src")
RUN_SECONDS = 120


def verify(ouro, version, python, path):
    """A row: what came out, and the differences or the reason."""
    row = {"file": path, "version": version, "differences": []}
    command = [ouro, "verify", "--json", "--with", python, path]
    try:
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", timeout=RUN_SECONDS, check=False,
                             stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return row | {"came": "differs", "why": "no end"}
    if run.stdout:
        row["differences"] = json.loads(run.stdout)["differences"]
    came = {0: "equal", 1: "differs", 2: "refused"}.get(run.returncode, "differs")
    return row | {"came": came, "why": run.stderr.strip()}


def known_rows():
    """(only sometimes, versions or None, file, mechanism), in the order of the list."""
    rows = []
    for line in pathlib.Path(__file__).with_name("verify_known.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            versions, path, why = line.split(" ", 2)
            sometimes, versions = versions.startswith("?"), versions.lstrip("?")
            rows.append((sometimes, None if versions == "*" else versions.split(","), path.rstrip(":"), why))
    return rows


def judge(rows):
    """Mark what is known; what is known and agrees everywhere, as lines."""
    gone = []
    for sometimes, versions, path, _ in known_rows():
        about = [row for row in rows if row["file"] == path and (versions is None or row["version"] in versions)]
        if about and not sometimes and all(row["came"] == "equal" for row in about):
            gone.append(f"{path}: known to differ, and agrees")
        for row in about:
            row["came"] = "known" if row["came"] == "differs" else row["came"]
    return gone


def found_pythons():
    pythons = {}
    for path in sorted(pathlib.Path(os.environ.get("OURO_PYTHONS", "/nowhere")).glob("3.*/bin/python")):
        version = ".".join(path.parts[-3].split(".")[:2])
        pythons[version] = str(path)
    return pythons


def table(rows, versions):
    print(f"{'':8}" + "".join(f"{'':8}{folder:40}" for folder in FOLDERS))
    print(f"{'':8}" + "".join(f"{'equal':>12}{'refused':>12}{'known':>12}{'differ':>12}" for folder in FOLDERS))
    for version in versions:
        line = f"{version:8}"
        for folder in FOLDERS:
            came = collections.Counter(row["came"] for row in rows
                                       if row["version"] == version and row["file"].startswith(folder))
            line += f"{came['equal']:12}{came['refused']:12}{came['known']:12}{came['differs']:12}"
        print(line)


def main():
    arguments = argparse.ArgumentParser(usage=__doc__)
    arguments.add_argument("ouro")
    arguments.add_argument("pythons", nargs="*")
    arguments.add_argument("--found", action="store_true")
    arguments.add_argument("--only", default="")
    arguments.add_argument("--sample", type=int)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--out")
    given = arguments.parse_args()
    pythons = found_pythons() if given.found else dict(pair.split("=", 1) for pair in given.pythons)
    if not pythons:
        sys.exit(77 if given.found else __doc__)
    files = [str(path.relative_to(ROOT)) for folder in FOLDERS for path in sorted((ROOT / folder).iterdir())
             if path.suffix in (".py", ".json") and not path.name.startswith("_") and path.name.count(".") == 1]
    files = [path for path in files if given.only in path]
    if given.sample is not None:
        files = random.Random(given.seed).sample(files, min(given.sample, len(files)))
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        todo = [pool.submit(verify, str(pathlib.Path(given.ouro).resolve()), version, python, path)
                for path in files for version, python in pythons.items()]
        rows = []
        for one in concurrent.futures.as_completed(todo):
            rows.append(one.result())
            if given.out:
                with open(given.out, "a", encoding="utf-8") as out:
                    out.write(json.dumps(rows[-1]) + "\n")
    gone = judge(rows)
    table(rows, pythons)
    for line in gone:
        print(line)
    for row in rows:
        if row["came"] != "differs":
            continue
        seen = [f"{d['aspect']} {d['of']} after step {d['step']}: {d['values'][0]} | {d['values'][1]}" for d in row["differences"]]
        print(f"{row['version']} {row['file']}: {(seen or [row['why']])[0]}")
    sys.exit(any(row["came"] == "differs" for row in rows) or bool(gone) or not rows)


main()
