#!/usr/bin/env bash
# Seeds of fuzz_run in the folder $1: each program of tests/programs/src behind two bytes, for one version each.
set -euo pipefail
cd "$(dirname "$0")/../programs/src"
mkdir -p "$1"
n=0
for program in *.py; do
    { printf "\\x$(printf %02x $((n % 3)))\\x$(printf %02x $n)"; cat "$program"; } >"$1/$program"
    n=$((n + 1))
done
