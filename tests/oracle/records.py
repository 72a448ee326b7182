"""The records that record.py writes and compare.py reads: one state of a program per line that is about to run.

A state is a dict: where (function and line), the collector's counters, blocks in use per size class, text
written since the last state, and objects by the path that leads to them. A file keeps only what changed from one state to
the next, one JSON object per line:
    {"at": ["<module>", 4, 0], "c": [3, 0, 0], "r": [0, 0, 1], "g": [0, 0, 2], "u": {"64": 5}, "o": "text",
     "x": {"a": {...} or null when it is gone}}
"""
import json

DEPTH = 3        # references from a name
CHILDREN = 12    # of one object
HOLDERS = {"list", "tuple", "dict", "set", "frozenset", "cell", "method"}


def write(states, path):
    last = {"c": None, "r": None, "g": None, "u": {}, "x": {}}
    with open(path, "w", encoding="utf-8") as out:
        for state in states:
            line = {"at": state["at"]}
            for key in ("c", "r", "g"):
                if state[key] != last[key]:
                    line[key] = state[key]
            if state["o"]:
                line["o"] = state["o"]
            for key in ("u", "x"):
                changed = {k: v for k, v in state[key].items() if last[key].get(k) != v}
                changed.update({k: None for k in last[key] if k not in state[key]})
                if changed:
                    line[key] = changed
            out.write(json.dumps(line, separators=(",", ":"), ensure_ascii=True) + "\n")
            last = state


def read(path):
    state = {"c": None, "r": None, "g": None, "u": {}, "x": {}}
    with open(path, encoding="utf-8") as lines:
        for text in lines:
            line = json.loads(text)
            state = dict(state, at=line["at"], o=line.get("o", ""))
            for key in ("c", "r", "g"):
                if key in line:
                    state[key] = line[key]
            for key in ("u", "x"):
                now = dict(state[key])
                for name, value in line.get(key, {}).items():
                    if value is None:
                        now.pop(name, None)
                    else:
                        now[name] = value
                state[key] = now
            yield state
