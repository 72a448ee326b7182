#!/usr/bin/env bash
# Ratios against the Python on this machine, both measured side by side in one run, and the cost of looking at a
# history and of a frame of the player. Needs build/default with its targets bench_history, bench_frame and bench_scale; compares
# with $PYTHON (python3.11, else python3), and with python3.8 and python3.13 where they are installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
ouro=build/default/bin/ouro
python=${PYTHON:-$(command -v python3.11 || command -v python3 || true)}
limits=(--set limits.events=4000000000 --set limits.image_mib=2048)

seconds() { # best of three runs of a command
    local best="" t
    for _ in 1 2 3; do
        t=$({ TIMEFORMAT=%R; time "$@" >/dev/null 2>&1; } 2>&1)
        if [ -z "$best" ] || awk "BEGIN { exit !($t < $best) }"; then best=$t; fi
    done
    echo "$best"
}

ratios() { # version python [programs]: one line each
    local version=$1 interpreter=$2 program file a b
    shift 2
    for program in "$@"; do
        file=tests/bench/programs/$program.py
        a=$(seconds "$ouro" run "$file" --python "$version" "${limits[@]}")
        b=$(seconds "$interpreter" "$file")
        printf '%-6s %-10s %9ss %9ss %8s\n' "$version" "$program" "$a" "$b" "$(awk "BEGIN { printf \"%.2f\", $a / $b }")"
    done
}

if [ -n "$python" ]; then
    printf '%-6s %-10s %10s %10s %8s   (best of three, alternating; %s)\n' python program ouro python ratio "$("$python" --version)"
    ratios 3.11 "$python" loop fib chain collect
else
    echo "no python3 here: the ratios are left out"
fi
for version in 3.8 3.13; do
    other=$(command -v "python$version" || true)
    if [ -n "$other" ] && "$other" --version >/dev/null 2>&1; then ratios "$version" "$other" loop fib chain collect; fi
done
if [ -x build/default/bin/bench_history ]; then
    build/default/bin/bench_history tests/bench/programs/lines.py
fi
if [ -x build/default/bin/bench_frame ]; then
    build/default/bin/bench_frame tests/bench/programs/objects.json
    build/default/bin/bench_frame tests/bench/programs/attributes.json
fi
if [ -x build/default/bin/bench_scale ]; then
    build/default/bin/bench_scale
fi
