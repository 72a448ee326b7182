#!/usr/bin/env python3
"""check_state.py OURO: what `ouro export --to json` writes at stops of every lesson is what assets/state.schema.json says.

Addresses lead somewhere, too: what a reference, a thread or an outside holder names is among the objects. Needs the
Debian package python3-jsonschema; without it the check is skipped with exit status 77."""
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("check_state: skipped, the Python module jsonschema is not installed (python3-jsonschema)")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STOPS = ["step:3", "end"]


def export(ouro, lesson, stop):
    done = subprocess.run([ouro, "export", str(lesson), "--to", "json", "--at", stop], capture_output=True, check=True)
    return json.loads(done.stdout)


def dangling(state):
    known = {o["address"] for o in state["objects"]}
    named = [r["to"] for o in state["objects"] for r in o["references"]]
    named += [h["object"] for h in state["held_outside"]]
    named += [t["waits_for"] for t in state["threads"] if "waits_for" in t]
    return [address for address in named if address not in known]


def main():
    ouro = sys.argv[1]
    validator = jsonschema.Draft7Validator(json.loads((ROOT / "assets/state.schema.json").read_text()))
    wrong = looked = threads = 0
    for lesson in sorted((ROOT / "scenarios").glob("*.json")):
        for stop in STOPS:
            state = export(ouro, lesson, stop)
            looked += 1
            threads += len(state["threads"])
            for error in list(validator.iter_errors(state))[:3]:
                wrong += 1
                print(f"{lesson.name} at {stop}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            for address in dangling(state)[:3]:
                wrong += 1
                print(f"{lesson.name} at {stop}: {address} is no object")
    print(f"check_state: {looked} stops, {threads} threads, {wrong} wrong")
    sys.exit(1 if wrong or threads == 0 else 0)


main()
