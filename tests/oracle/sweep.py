"""Programs made from seeds, run in the simulator and in real interpreters: what random_programs.py and exit_programs.py share."""
import pathlib
import re
import subprocess
import sys
import tempfile

ENVIRONMENT = {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"}


def run(command, program):
    """Standard output, standard error and the exit status, as a shell tells of it; without addresses and the folders' names."""
    try:
        done = subprocess.run(command + [program.name], cwd=program.parent, capture_output=True, env=ENVIRONMENT, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return "", "timeout", ""
    texts = [re.sub(r"0x[0-9a-f]{6,}", "0x...", re.sub(r"/[^\s()]*/lib/(python3\.\d+)/", r"/usr/lib/\1/",
             text.decode("utf-8", "replace").replace(f"{program.parent}/", ""))) for text in (done.stdout, done.stderr)]
    return *texts, done.returncode if done.returncode >= 0 else 128 - done.returncode


def first_difference(real, ours):
    lines = [(out + "--\n" + err).splitlines() for out, err, _ in (real, ours)]
    at = next((i for i, (a, b) in enumerate(zip(*lines)) if a != b), min(map(len, lines)))
    shown = [(text[at] if at < len(text) else "(end)")[:150] for text in lines]
    return f"line {at + 1}: real {shown[0]!r}, simulated {shown[1]!r}; status {real[2]} {ours[2]}"


def sweep(usage, arguments, write, look=lambda out, err, status: (out, err, status), excused=lambda real: False):
    """The command OURO FIRST LAST VERSION=PYTHON... [--keep FOLDER]: write(seed) is the program of a seed, or the program and a dict of
    files beside it, look() what of a run is compared, excused() what of a real one counts for nothing. Exits with 1 when anything differs."""
    keep = None
    if "--keep" in arguments:
        at = arguments.index("--keep")
        keep = pathlib.Path(arguments[at + 1])
        keep.mkdir(parents=True, exist_ok=True)
        del arguments[at:at + 2]
    if len(arguments) < 4:
        sys.exit(usage)
    ouro, first, last, bad = arguments[0], int(arguments[1]), int(arguments[2]), 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, last):
            program = pathlib.Path(folder) / f"seed{seed}.py"
            written = write(seed)
            text, files = written if isinstance(written, tuple) else (written, {})
            program.write_text(text, encoding="utf-8")
            for name, content in files.items():
                (program.parent / name).write_text(content, encoding="utf-8")
            for pair in arguments[3:]:
                version, python = pair.split("=", 1)
                real, ours = look(*run(python.split(), program)), look(*run([ouro, "run", "--python", version], program))
                if real == ours or excused(real):
                    continue
                bad += 1
                print(f"seed {seed} {version}: {first_difference(real, ours)}", flush=True)
                if keep:
                    for name, content in {program.name: text, **files}.items():
                        (keep / name).write_text(content, encoding="utf-8")
    print(f"{bad} differences")
    sys.exit(bad > 0)
