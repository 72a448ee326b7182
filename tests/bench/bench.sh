#!/usr/bin/env bash
# Ratios against the Python on this machine, both measured side by side in one run, and the cost of looking at a
# history. Needs build/default; $PYTHON (python3.11, else python3) and hyperfine if there are any.
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

if [ -n "$python" ]; then
    printf '%-10s %10s %10s %8s   (best of three, alternating; %s)\n' program ouro python ratio "$("$python" --version)"
    for program in loop fib chain collect; do
        file=tests/bench/programs/$program.py
        a=$(seconds "$ouro" run "$file" --python 3.11 "${limits[@]}")
        b=$(seconds "$python" "$file")
        printf '%-10s %9ss %9ss %8s\n' "$program" "$a" "$b" "$(awk "BEGIN { printf \"%.2f\", $a / $b }")"
    done
else
    echo "no python3 here: the ratios are left out"
fi
if [ -x build/default/bin/bench_history ]; then
    build/default/bin/bench_history tests/bench/programs/lines.py
fi
