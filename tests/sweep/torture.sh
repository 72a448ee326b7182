#!/usr/bin/env bash
# Every lesson and program under the hostile options, in the release build: `torture.sh check|collect|fail|look [-p 3.13]
# [-s STRIDE] [-l LEVEL]`. tests/sweep/torture.c says what each mode does. The status is the number of findings.
set -euo pipefail
cd "$(dirname "$0")/../.."
mode=${1:?check, collect, fail or look}
shift
cmake --preset default >/dev/null
cmake --build --preset default --target torture -j "$(nproc)" >/dev/null
build/default/bin/torture "$mode" "$@" scenarios/*.json tests/programs/src/[!_]*.py
