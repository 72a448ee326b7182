#!/usr/bin/env python3
"""Hold what the lessons claim against the real interpreter of the version they name.

For each step the program up to that step is run in a fresh process of the real Python; then the expectations and
answers of the step are evaluated there, and what was printed is compared. The extra names of the format that a real
interpreter can answer are given to the expressions: refcount, generation, alive, address, size, gc_count, stdout.
Expressions about the allocator (block, pool, arena ...) have no counterpart and are left out, as are steps after an
action that is not code.

A real interpreter is looked for as pythonX.Y on PATH and in the folders of OURO_PYTHONS (separated by colons; each
either holds X.Y.Z/bin/python or pythonX.Y). Without any the check is skipped with exit status 77."""
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATIENCE = 5  # times that a program with threads is tried
ONLY_SIMULATED = re.compile(r"\b(block|pool|pools|arena|arenas|rss|freed|file|open_files|unwritten)\(")

# Loaded before the program. It must not disturb what it looks at: the collector is switched off before anything
# is allocated, and the counters are read before anything else happens.
PROBE = r'''
import builtins, gc, io, json, os, sys
sys.stdout = io.StringIO()

def probe(names, expressions, own_references):
    enabled = gc.isenabled()
    gc.disable()
    counts = gc.get_count()
    answer(names, expressions, own_references, enabled, counts)

def answer(names, expressions, own_references, enabled, counts):
    generations = [set(map(id, gc.get_objects(generation=i))) for i in range(3)]
    printed = sys.stdout.getvalue()

    def generation(x):
        return next((i for i in range(3) if id(x) in generations[i]), -1)

    def alive(kind):
        return sum(type(x) is kind for x in gc.get_objects())

    gc.isenabled = lambda: enabled
    extra = dict(generation=generation, alive=alive, address=id, size=sys.getsizeof,
                 refcount=lambda x: sys.getrefcount(x) - own_references,
                 gc_count=lambda n: counts[n], stdout=lambda: printed)
    for name, value in extra.items():
        setattr(builtins, name, value)
    values = []
    for expression in json.loads(expressions):
        try:  # through JSON, so that the list of answers holds none of the program's objects
            values.append(json.loads(json.dumps(eval(compile(expression, "expression", "eval"), names))))
        except Exception as error:
            values.append("%s: %s" % (type(error).__name__, error))
    sys.__stdout__.write(json.dumps([printed, values]))
    sys.__stdout__.flush()
    os._exit(0)

builtins.ouro_probe = probe
'''


def interpreter(command, version):
    """What the command starts, or None: a launcher of that name may stand in PATH for a Python that is not there, and
    where it is there, starting it takes longer than our programs."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"
    try:
        found, _, path = subprocess.run([command, "-c", ask], capture_output=True, text=True).stdout.strip().partition(" ")
    except OSError:
        return None
    return path if found == version else None


@functools.lru_cache(None)
def find_python(version):
    candidates = [shutil.which("python" + version)]
    for folder in filter(None, os.environ.get("OURO_PYTHONS", "").split(":")):
        candidates += sorted(map(str, pathlib.Path(folder).glob(version + ".*/bin/python")))
        candidates.append(str(pathlib.Path(folder) / ("python" + version)))
    return next(filter(None, (interpreter(command, version) for command in candidates if command)), None)


def run(python, folder, program):
    """What the program printed and answered, or None with what it said on standard error."""
    path = folder / "lesson.py"
    path.write_text(program, "utf-8")
    env = dict(os.environ, PYTHONPATH=str(folder), PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    done = subprocess.run([python, str(path)], capture_output=True, text=True, env=env, cwd=folder, timeout=60)
    try:
        return json.loads(done.stdout), ""
    except ValueError:
        return None, done.stderr


def run_to_exit(python, folder, program):
    """All that the program prints when nobody looks at it."""
    path = folder / "lesson.py"
    path.write_text(program, "utf-8")
    env = dict(os.environ, PYTHONHASHSEED="0", PYTHONIOENCODING="utf-8")
    return subprocess.run([python, str(path)], capture_output=True, text=True, env=env, cwd=folder, timeout=60).stdout


def differences(step, expressions, answer, wanted, printed, result, stderr):
    if result is None:
        return [f"the real interpreter fails: {stderr.strip()[-300:]}"]
    said, values = result
    found = []
    if said != printed:
        found.append(f"printed so far {said!r}, the lesson says {printed!r}")
    for expression, value in zip(expressions, values):
        if expression in wanted and (value != wanted[expression] or type(value) is not type(wanted[expression])):
            found.append(f"{expression} is {value!r}, the lesson says {wanted[expression]!r}")
        if expression == answer and "choices" in step["ask"] and value not in range(len(step["ask"]["choices"])):
            found.append(f"the answer {expression} is {value!r}, not the index of a choice")
    return found


def check(lesson, python, folder):
    """Failures of one lesson, and how many claims were compared."""
    version = lesson["python"]
    # refcount(x) in the probe sees two references of its own, three where a caller keeps its copy of an argument.
    own_references = 2 if tuple(map(int, version.split("."))) >= (3, 11) else 3
    code, printed, failures, compared = [], "", [], 0
    for index, step in enumerate(lesson["steps"]):
        if set(step) & {"alloc", "realloc", "free", "collect"} or "raises" in step or "stops" in step:
            break
        if "code" in step:
            lines = step["code"]
            code.append(lines.rstrip("\n") if isinstance(lines, str) else "\n".join(lines))
            printed += step.get("output", "")
        wanted = {e: v for e, v in step.get("expect", {}).items() if not ONLY_SIMULATED.search(e)}
        expressions = list(wanted)
        answer = step.get("ask", {}).get("answer")
        if isinstance(answer, str) and not ONLY_SIMULATED.search(answer):
            expressions.append(answer)
        call = "ouro_probe(globals(), %r, %d)\n" % (json.dumps(expressions), own_references)
        program = "\n".join(code) + "\n"
        # Where threads sleep, a busy machine may look too late.
        for _ in range(PATIENCE if "threading" in program else 1):
            result, stderr = run(python, folder, program + call)
            found = differences(step, expressions, answer, wanted, printed, result, stderr)
            if not found:
                break
        failures += [f"steps[{index}]: {difference}" for difference in found]
        compared += len(expressions)
        if result is None:
            break
        if "exit" in step:
            said = run_to_exit(python, folder, program)
            if said != printed + step.get("output", ""):
                failures.append(f"steps[{index}]: at exit all that was printed is {said!r}")
    return failures, compared


def main():
    lessons = sorted((ROOT / "scenarios").glob("*.json"))
    wrong = done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "sitecustomize.py").write_text(PROBE, "utf-8")
        for path in lessons:
            lesson = json.loads(path.read_text("utf-8"))
            if lesson.get("settings", {}).get("finalizers") == "legacy":
                print(f"{path.name}: Python {lesson['python']} with the finalizers of 2.7 is no interpreter of the world")
                continue
            if lesson.get("settings", {}).get("gil") is False:
                print(f"{path.name}: no Python counts without the GIL as this lesson does")
                continue
            python = find_python(lesson["python"])
            if not python:
                print(f"{path.name}: no Python {lesson['python']} here")
                continue
            failures, compared = check(lesson, python, folder)
            for failure in failures:
                print(f"{path.name}: {failure}")
            wrong += len(failures)
            done += compared
    if not done:
        print("check_lessons: skipped, no real interpreter found (see OURO_PYTHONS)")
        return 77
    print(f"check_lessons: {done} values compared, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
