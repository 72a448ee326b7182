#!/usr/bin/env python3
"""Make the recorded states of expected/ from what watch.py shows of real interpreters.

usage: record.py PYTHON... [-- PROGRAM.py...]

Only what a program cannot tell from another run is kept: no raw address, no count of an object that the interpreter
shares with itself.
"""
import pathlib
import subprocess
import sys
import tempfile

import records
import watch

HERE = pathlib.Path(__file__).resolve().parent


def fields(address, record, addresses):
    """What is kept of one object."""
    kept = {"t": record["type"].rsplit(".", 1)[-1].replace("ReferenceType", "weakref"),
            "a": addresses.setdefault(address, len(addresses) + 1), "size": record["size"]}
    if not record["shared"]:
        kept["rc"] = record["rc"]
        if record["block"]:
            kept["blk"] = record["block"]
        if "gen" in record:
            kept["gen"] = record["gen"]
    for key, name in (("len", "len"), ("allocated", "alloc"), ("mask", "mask"), ("split", "split"), ("state", "state"),
                      ("items", "items"), ("keys", "keys"), ("values", "values")):
        if record.get(key) is not None and (record[key] or name not in ("items", "keys", "values")):
            kept[name] = record[key]
    return kept


def walk(record, addresses):
    """Objects by path, in the order in which the names and references lead to them."""
    objects, found, seen = record["objects"], {}, set()

    def visit(path, address, depth):
        one = objects.get(str(address))
        if one is None:
            return
        found[path] = fields(address, one, addresses)
        instance = "state" in one or one["type"][:1].isupper() and one["type"] not in ("NoneType",)
        if depth >= records.DEPTH or address in seen or not (one["type"] in records.HOLDERS or instance):
            return
        seen.add(address)
        for i, child in enumerate(one.get("refs", [])[:records.CHILDREN]):
            visit(f"{path}.{i}", child, depth + 1)

    for name, address in sorted(record["globals"].items()):
        visit(name, address, 0)
    if record["func"] != "<module>":
        for name, address in sorted(record["locals"].items()):
            visit("f:" + name, address, 0)
    return found


def states(found):
    addresses, first = {}, found[0]
    for record in found:
        since = {key: [a - b for a, b in zip(record[key], first[key])] for key in ("runs", "collected")}
        used = {size: n - first["used"][size] for size, n in record["used"].items() if n != first["used"][size]}
        yield {"at": [record["func"], record["line"], record["depth"]], "c": record["count"], "r": since["runs"],
               "g": since["collected"], "u": used, "o": record["out"], "x": walk(record, addresses)}


def refused(python, program):
    """Whether the program has syntax that came later."""
    compiles = "import sys; compile(open(sys.argv[1], encoding='utf-8').read(), sys.argv[1], 'exec')"
    return subprocess.run([python, "-c", compiles, program], stderr=subprocess.DEVNULL, check=False).returncode != 0


def main():
    arguments = sys.argv[1:]
    programs = sorted((HERE / "programs").glob("*.py"))
    if "--" in arguments:
        cut = arguments.index("--")
        programs = [pathlib.Path(name) for name in arguments[cut + 1:]]
        arguments = arguments[:cut]
    if not arguments:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as build:
        for python in arguments:
            number = ".".join(watch.about(python)[1].split(".")[:2])
            folder = HERE / "expected" / number
            folder.mkdir(parents=True, exist_ok=True)
            for program in [one for one in programs if not refused(python, one)]:
                records.write(states(watch.records(python, program, build)), folder / (program.stem + ".jsonl"))


if __name__ == "__main__":
    main()
