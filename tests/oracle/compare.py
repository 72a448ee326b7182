#!/usr/bin/env python3
"""Hold the simulated memory against what real interpreters showed, line by line.

usage: compare.py OBSERVE [--known FILE] [--all] [VERSION/PROGRAM ...]

Runs OBSERVE (observe.c) for each file of expected/ and compares each state: names, identity of objects (which names share
an object, which freed address comes back), type, reference count, sizes, block sizes, generation, lengths, dict
forms, what the counters did, collections, what they found, blocks in use, output. The first difference of a kind in a
program is told, unless known.json gives its reason; a known difference that has disappeared is an error, too.
"""
import argparse
import difflib
import json
import pathlib
import subprocess
import sys

import records

HERE = pathlib.Path(__file__).resolve().parent
START = "gc.collect()"  # the line of a program that ends what importing left behind


def simulated(observe, version, program):
    run = subprocess.run([observe, version, program], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"{program}: observe failed with {run.returncode}: {run.stderr.strip()}")
    text = ""
    for line in run.stdout.splitlines():
        record = json.loads(line)
        text += record["out"]
        if not record["func"] or not record["line"]:
            continue
        objects = None if record["objects"] is None else {}
        for path, o in (record["objects"] or {}).items():
            o["t"] = o.pop("type").rsplit(".", 1)[-1].replace("ReferenceType", "weakref")
            objects[path] = o
        yield {"at": [record["func"], record["line"], record["depth"]], "c": record["count"], "r": record["runs"],
               "g": record["collected"], "u": record["used"], "o": text, "x": objects}
        text = ""


class Comparison:
    """Differences of one program under one version; only the first of each kind is kept."""

    def __init__(self, version, program, everything):
        self.version, self.text = tuple(map(int, version.split("."))), program.read_text().splitlines()
        self.found, self.everything = {}, everything
        self.to_real, self.to_simulated, self.grown = {}, {}, False

    def differ(self, kind, where, real, ours):
        if kind not in self.found or self.everything:
            self.found.setdefault(kind, []).append(
                f"line {where[1]} in {where[0]}: {self.text[where[1] - 1].strip()!r}: real {real}, simulated {ours}")

    def identity(self, path, where, real, ours):
        if "rc" not in real and real["t"] == "int":
            return  # a small int: that the value is another one is told elsewhere
        known = self.to_simulated.get(real["a"])
        if known is None and ours["a"] not in self.to_real:
            pass
        elif known != ours["a"]:
            self.differ("address", where, f"{path} at {'an' if known is None else 'a known'} address",
                        "another one")
        self.to_simulated[real["a"]] = ours["a"]
        self.to_real[ours["a"]] = real["a"]

    def objects(self, where, real, ours):
        if set(real) != set(ours):
            missing = [p for p in real if p not in ours]
            extra = [p for p in ours if p not in real and ours[p]["t"] != "traceback"]
            if missing or extra:
                self.differ("names", where, f"has {missing}" if missing else "no more", f"has {extra}" if extra else "no more")
        for path in real:
            if path not in ours:
                continue
            a, b = real[path], ours[path]
            for key in a:
                if key in ("rc", "blk", "gen", "keys", "size") and not b["own"]:
                    continue  # made by start-up
                if key == "gen" and a[key] is None:
                    continue  # on a list of the running collection, or on the permanent one
                if key == "split" and a["len"] == 0:
                    continue  # up to 3.10 an empty dict has an empty array of values; here it has none
                if key == "a":
                    self.identity(path, where, a, b)
                elif key == "state":
                    if a[key] != b.get(key, "none"):
                        self.differ("state", where, f"{path} {a[key]}", b.get(key))
                elif a[key] != b.get(key):
                    self.differ(key, where, f"{path} ({a['t']}) {key} {a[key]}", b.get(key))

    def blocks(self, where, real, ours, last_real, last_ours):
        """Blocks in use that were won and lost, per size class."""
        change = [{k: new.get(k, 0) - old.get(k, 0) for k in {**new, **old} if new.get(k, 0) != old.get(k, 0)}
                  for new, old in ((real, last_real), (ours, last_ours))]
        for size in {"208", "304"} & {*change[0], *change[1]}:
            if change[0].get(size, 0) == change[1].get(size, 0) - 1 and not self.grown:
                self.grown = True  # the first table of the module's names lies among what start-up made
                change[0][size] = change[1].get(size, 0)
        change = [{k: v for k, v in c.items() if v} for c in change]
        if change[0] != change[1]:
            self.differ("blocks", where, *change)

    def states(self, real, ours, last_real, last_ours, ended):
        where = real["at"]
        if real["o"] != ours["o"]:
            self.differ("output", where, repr(real["o"]), repr(ours["o"]))
        if last_real and not ended:  # afterwards the interpreter takes itself down
            for key, name in (("r", "collections"), ("g", "collected"), ("c", "count")):
                steps = [[a - b for a, b in zip(new[key], old[key])]
                         for new, old in ((real, last_real), (ours, last_ours))]
                if steps[0] != steps[1]:
                    self.differ(name, last_real["at"], *steps)
            self.blocks(last_real["at"], real["u"], ours["u"], last_real["u"], last_ours["u"])
        if ours["x"] is not None:
            self.objects(where, real["x"], ours["x"])


def body_begins(state, text):
    """3.11+ has an instruction on the line of the def; the real interpreter calls this the call, not a line."""
    line, first = state["at"][1], text[state["at"][1] - 1].strip()
    return state["at"][2] > 0 and (first.startswith("def " + state["at"][0] + "(") or
                                   first.startswith("@") and "def " + state["at"][0] + "(" in text[line])


def compare(observe, version, program, expected, everything):
    comparison = Comparison(version, program, everything)
    real = list(records.read(expected))
    ours, text = [], ""
    for state in simulated(observe, version, program):
        state["o"], text = text + state["o"], ""
        if body_begins(state, comparison.text):
            text = state["o"]
        else:
            ours.append(state)
    places = [[tuple(s["at"]) for s in states] for states in (real, ours)]
    end = max(i for i, state in enumerate(real) if state["at"][0] == "<module>")
    start = 0
    if START in comparison.text[:5]:
        start = [s["at"][1] for s in real].index(comparison.text.index(START) + 1) + 1
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *places, autojunk=False).get_opcodes():
        if tag != "equal":
            comparison.differ("lines", real[min(i1, len(real) - 1)]["at"], places[0][i1:i2], places[1][j1:j2])
            continue
        for i, j in zip(range(i1, i2), range(j1, j2)):
            first = i <= start or j == 0
            comparison.states(real[i], ours[j], None if first else real[i - 1], None if first else ours[j - 1], i > end)
    return comparison.found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("observe")
    parser.add_argument("--known", type=pathlib.Path, default=HERE / "known.json")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--folder", type=pathlib.Path, default=HERE)
    parser.add_argument("programs", nargs="*")
    options = parser.parse_args()
    known = json.loads(options.known.read_text()) if options.known.exists() else []
    bad = 0
    files = sorted(options.folder.glob("expected/*/*.jsonl"))
    for expected in files:
        name = f"{expected.parent.name}/{expected.stem}"
        if options.programs and not any(part in name for part in options.programs):
            continue
        program = options.folder / "programs" / (expected.stem + ".py")
        found = compare(options.observe, expected.parent.name, program, expected, options.all)
        expected_kinds = {kind for entry in known for kind in entry["kinds"]
                          if entry["program"] == expected.stem and expected.parent.name in entry["versions"]}
        for kind, differences in found.items():
            if kind in expected_kinds:
                continue
            for text in differences:
                bad += 1
                print(f"{name}: {kind}: {text}")
        for kind in expected_kinds - set(found):
            bad += 1
            print(f"{name}: the known difference of {kind} has disappeared: take it out of {options.known.name}")
    if not files:
        sys.exit("nothing is recorded in expected/")
    print(f"{bad} differences")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
