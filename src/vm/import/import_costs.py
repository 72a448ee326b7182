#!/usr/bin/env python3
"""Measure what an import of the real library costs the collector, for import_costs.def.

usage: import_costs.py VERSION=PYTHON... >import_costs.def

Each module of the library that is here (library/*.py beside this folder, modules.def) is imported by an interpreter of its own,
started with -I -S and with the collector off; a second search along sys.path has been made before. What an import adds to the count of the youngest generation, without what the imports inside it
add, is the cost of that module; the modules that came with it are listed, in the order in which they were finished.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MEASURE = r"""
import gc, sys
gc.disable()
try:
    import no_such_module
except ImportError:
    pass
import _frozen_importlib as bootstrap
load, count, inner, told = bootstrap._find_and_load_unlocked, gc.get_count, [0] * 64, [None] * 400
deep, at = 0, 0
def measured(name, import_):
    global deep, at
    deep += 1
    inner[deep] = 0
    before = count()[0]
    try:
        return load(name, import_)
    finally:
        cost = count()[0] - before
        told[at], told[at + 1] = name, cost - inner[deep]
        at += 2
        deep -= 1
        inner[deep] += cost
bootstrap._find_and_load_unlocked = measured
count(), count()
__import__(sys.argv[1])
bootstrap._find_and_load_unlocked = load
print(*("%s=%d" % (told[i], told[i + 1]) for i in range(0, at, 2) if told[i] in sys.modules))
"""

PLAIN = """
import gc, sys
gc.disable()
try:
    import no_such_module
except ImportError:
    pass
count = gc.get_count
count(), count()
before = count()[0]
__import__(sys.argv[1])
print(count()[0] - before)
"""


def modules_here():
    library = HERE.parent / "library"
    for path in sorted(library.rglob("*.py")):
        name = ".".join(path.relative_to(library).with_suffix("").parts)
        yield name[:-len(".__init__")] if name.endswith(".__init__") else name
    for name in re.findall(r'MODULE\(\w+, "(\w+)"', (HERE / "modules.def").read_text()):
        yield name
    for name in re.findall(r'MOVED\("[\w.]+", "([\w.]+)"', (HERE / "moved.def").read_text()):
        yield name


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    print('/* import_costs.def - what an import of the real library adds to the count of the youngest generation:\n'
          ' * IMPORT_COST(version, "module", allocations) for its own part, IMPORT_BRINGS(version, "module", "modules") for what comes\n'
          ' * with it, in the order in which they are finished. Written by import_costs.py. */')
    for argument in sys.argv[1:]:
        version, python = argument.split("=")
        family = "PY_" + version.replace(".", "_")
        own, brings = {}, {}
        for name in sorted(set(modules_here())):
            run = subprocess.run([python, "-I", "-S", "-c", MEASURE, name], capture_output=True, text=True, check=False)
            if run.returncode:
                continue
            parts = [part.split("=") for part in run.stdout.split()]
            if not parts:
                continue
            brings[name] = [part[0] for part in parts]
            plain = subprocess.run([python, "-I", "-S", "-c", PLAIN, name], capture_output=True, text=True, check=True).stdout
            over = round((sum(int(cost) for part, cost in parts) - int(plain)) / len(parts))  # what measuring itself adds to each
            for part, cost in parts:
                own.setdefault(part, max(0, int(cost) - over))
        for name in sorted(own):
            print(f'IMPORT_COST({family}, "{name}", {own[name]})')
        for name in sorted(brings):
            print(f'IMPORT_BRINGS({family}, "{name}", "{" ".join(brings[name])}")')


if __name__ == "__main__":
    main()
