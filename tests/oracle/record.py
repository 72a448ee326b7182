#!/usr/bin/env python3
"""Make the recorded states of expected/ from traces of real interpreters.

usage: record.py OBSERVER PYTHON... [-- PROGRAM.py...]

OBSERVER is a script that runs a program under the interpreter that runs it, with every free block of memory taken away
before line 1 (option --fresh-heap), and writes one JSON record per executed line: event, func, line, globals,
frames (innermost first, with locals), objects by id (addr, type, rc, size, tracked, gen, len, allocated, pool
with blk_size, refs in the order of tp_traverse, shared, interned), gc (count, dcollections, dcollected), heap.dused
and out. It must not allocate on the heap that it watches. Only what a program cannot tell from another run is kept: no
raw address, no count of an object that the interpreter shares with itself.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import records

HERE = pathlib.Path(__file__).resolve().parent


def fields(record, addresses):
    """What is kept of one object."""
    kept = {"t": record["type"].rsplit(".", 1)[-1].replace("ReferenceType", "weakref"),
            "a": addresses.setdefault(record["addr"], len(addresses) + 1), "size": record["size"]}
    own = not record.get("shared") and not record.get("immortal") and record.get("interned", 0) <= 0
    if own:
        kept["rc"] = record["rc"]
        if record.get("pool"):
            kept["blk"] = record["pool"]["blk_size"]
        if record.get("gcable"):
            kept["gen"] = record["gen"] if record["tracked"] else -1
    for key, name in (("len", "len"), ("allocated", "alloc"), ("mask", "mask"), ("split", "split"),
                      ("dict_state", "state")):
        if record.get(key) is not None:
            kept[name] = record[key]
    for key, name in (("items_pool", "items"), ("keys_pool", "keys"), ("values_pool", "values")):
        if record.get(key):
            kept[name] = record[key]["blk_size"]
    return kept


def walk(record, addresses):
    """Objects by path, in the order in which the names and references lead to them."""
    objects, found, seen = record["objects"], {}, set()

    def visit(path, number, depth):
        one = objects.get(str(number))
        if one is None:
            return
        found[path] = fields(one, addresses)
        instance = "dict_state" in one or one["type"][:1].isupper() and one["type"] not in ("NoneType",)
        if depth >= records.DEPTH or number in seen or not (one["type"] in records.HOLDERS or instance):
            return
        seen.add(number)
        for i, child in enumerate(one.get("refs", [])[:records.CHILDREN]):
            visit(f"{path}.{i}", child, depth + 1)

    for name, number in sorted(record["globals"].items()):
        if not name.startswith("__"):
            visit(name, number, 0)
    top = record["frames"][0]
    if top["func"] != "<module>":
        for name, number in sorted(top["locals"].items()):
            if not name.startswith("__"):
                visit("f:" + name, number, 0)
    return found


def states(trace, version):
    addresses, used, runs, collected, text = {}, {}, [0, 0, 0], [0, 0, 0], ""
    for line in trace:
        record = json.loads(line)
        if "gc" not in record:
            continue
        gc = record["gc"]
        runs = [a + b for a, b in zip(runs, gc["dcollections"])]
        collected = [a + b for a, b in zip(collected, gc["dcollected"])]
        for size, change in record["heap"]["dused"].items():
            used[size] = used.get(size, 0) + change
        text += record["out"]
        if record["event"] != "line":
            continue
        depth = sum(f["func"] != "<module>" for f in record["frames"])
        count = list(gc["count"])
        # The observer makes each Python frame of these versions an object that the collector counts.
        if version >= (3, 11):
            count[0] -= depth
        yield {"at": [record["func"], record["line"], depth], "c": count, "r": runs, "g": collected,
               "u": {k: v for k, v in used.items() if v}, "o": text, "x": walk(record, addresses)}
        text = ""


def main():
    arguments = sys.argv[1:]
    programs = sorted((HERE / "programs").glob("*.py"))
    if "--" in arguments:
        cut = arguments.index("--")
        programs = [pathlib.Path(name) for name in arguments[cut + 1:]]
        arguments = arguments[:cut]
    if len(arguments) < 2:
        sys.exit(__doc__)
    for python in arguments[1:]:
        number = subprocess.run([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                                capture_output=True, text=True, check=True).stdout.strip()
        version = tuple(map(int, number.split(".")))
        folder = HERE / "expected" / number
        folder.mkdir(parents=True, exist_ok=True)
        for program in programs:
            with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as trace:
                subprocess.run([python, arguments[0], "--fresh-heap", "--no-plain", "--out", trace.name, program],
                               check=True)
                records.write(states(trace, version), folder / (program.stem + ".jsonl"))


if __name__ == "__main__":
    main()
