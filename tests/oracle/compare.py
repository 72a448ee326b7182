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
DICT_STATES = {"nodict+inline_valid": "values", "dict+inline_valid": "dict",
               "dict+inline_invalid": "dict", "dict+noinline": "dict", "none": None, "nodict+noinline": None}
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
        # A watched frame of 3.11+ is always an object that the collector counts, here it is one only on demand.
        record["count"][0] -= record["frames"]
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
        self.found, self.everything, self.level, self.watched, self.before = {}, everything, None, 0, None
        self.to_real, self.to_simulated, self.grown, self.instrumented = {}, {}, False, False
        self.unseen, self.extra, self.functions, self.printed, self.raised = False, 0, set(), False, False

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
                    if DICT_STATES.get(a[key], a[key]) != b.get(key):
                        self.differ("state", where, f"{path} {a[key]}", b.get(key))
                elif a[key] != b.get(key):
                    self.differ(key, where, f"{path} ({a['t']}) {key} {a[key]}", b.get(key))

    def changes(self, real, ours, last_real, last_ours):
        """Blocks in use that were won and lost, per size class."""
        return [{k: new.get(k, 0) - old.get(k, 0) for k in {**new, **old} if new.get(k, 0) != old.get(k, 0)}
                for new, old in ((real, last_real), (ours, last_ours))]

    def bound_method(self, real, ours, last_real, last_ours):
        """Up to 3.10 a watched call of a built-in method makes a bound method for the watcher, and a free list keeps it."""
        change = self.changes(real["u"], ours["u"], last_real["u"], last_ours["u"])
        if change[0].get("80", 0) != change[1].get("80", 0) + 1:
            return False
        self.watched += 1
        self.extra += 1
        return True

    def error_tuple(self, real, ours, last_real, last_ours):
        """The watcher packs type, value and traceback of an exception into a tuple, and a free list keeps it."""
        change = self.changes(real["u"], ours["u"], last_real["u"], last_ours["u"])
        handler = self.text[real["at"][1] - 1].strip().startswith(("except", "finally", "def __exit__", "return True"))
        if not handler or change[0].get("64", 0) != change[1].get("64", 0) + 1:
            return False
        self.raised = True
        return True

    def blocks(self, real, ours):
        """Compared between lines of the module only: a watched frame of 3.11+ is an object with a block."""
        change = self.changes(real["u"], ours["u"], *self.level[:2])
        change[0]["80"] = change[0].get("80", 0) - self.watched
        self.watched = 0
        for size in change[1]:
            change[0].setdefault(size, 0)
        for size, difference in list(change[0].items()):
            if size in ("208", "304") and difference == change[1].get(size, 0) - 1 and not self.grown:
                self.grown = True  # the first table of the module's names lies among what start-up made
                change[0][size] = difference + 1
            if self.version >= (3, 13) and size == "64" and difference == change[1].get(size, 0) - 1 and not self.instrumented:
                self.instrumented = True  # the watcher's own, once
                change[0][size] = difference + 1
        if self.version <= (3, 10) and abs(change[0].get("80", 0) - change[1].get("80", 0)) == 1:
            change[0]["80"] = change[1].get("80", 0)  # the bound method on its free list was taken, or freed
        if self.raised:
            change[0]["64"], self.raised = change[0].get("64", 0) - 1, False
        change = [{k: v for k, v in c.items() if v} for c in change]
        if change[0] != change[1]:
            self.differ("blocks", self.before or self.level[2], *change)

    def states(self, real, ours, last_real, last_ours):
        where = real["at"]
        if real["o"] != ours["o"]:
            self.differ("output", where, repr(real["o"]), repr(ours["o"]))
        if last_real:
            for key, name in (("r", "collections"), ("g", "collected")):
                steps = [[a - b for a, b in zip(new[key], old[key])]
                         for new, old in ((real, last_real), (ours, last_ours))]
                if steps[0] != steps[1]:
                    self.differ(name, last_real["at"], *steps)
            steps = [[a - b for a, b in zip(new["c"], old["c"])] for new, old in ((real, last_real), (ours, last_ours))]
            if self.version <= (3, 10) and steps[0][0] == steps[1][0] + 1 and self.bound_method(real, ours, last_real, last_ours):
                steps[0][0] -= 1
            if self.extra and last_real["r"] != real["r"] and steps[0][0] == steps[1][0] - self.extra:
                steps[0][0], self.extra = steps[1][0], 0  # a collection began to count anew
            prints = "print(" in self.text[last_real["at"][1] - 1]  # the layers of sys.stdout are not simulated
            if steps[0][0] == steps[1][0] + 1 and self.error_tuple(real, ours, last_real, last_ours):
                steps[0][0] -= 1
            if steps[0] != steps[1] and not prints:
                self.differ("count", last_real["at"], *steps)
            # From 3.11 on the watcher needs memory of its own for each code object that runs the first time.
            if where[2]:
                code = where[0], next((i for i in range(where[1] - 1, -1, -1)
                                       if self.text[i].strip().startswith(("def ", "class "))), 0)
                self.unseen |= self.version >= (3, 11) and code not in self.functions
                self.functions.add(code)
            elif self.level and not self.unseen and not self.printed:
                self.blocks(real, ours)
        self.printed |= "print(" in self.text[where[1] - 1]
        if where[2] == 0:
            self.unseen, self.printed = False, "print(" in self.text[where[1] - 1]
            self.level = real["u"], ours["u"], last_real["at"] if last_real else where
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
    start = 0
    if START in comparison.text[:5]:
        start = [s["at"][1] for s in real].index(comparison.text.index(START) + 1) + 1
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, *places, autojunk=False).get_opcodes():
        if tag != "equal":
            comparison.differ("lines", real[min(i1, len(real) - 1)]["at"], places[0][i1:i2], places[1][j1:j2])
            comparison.level = None
            continue
        for i, j in zip(range(i1, i2), range(j1, j2)):
            first = i <= start or j == 0
            comparison.before = real[i - 1]["at"]
            comparison.states(real[i], ours[j], None if first else real[i - 1], None if first else ours[j - 1])
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
