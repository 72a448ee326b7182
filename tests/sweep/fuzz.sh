#!/usr/bin/env bash
# Each libFuzzer target for SECONDS (default 60), from the checked-in corpus and, for fuzz_run, the programs of the tests.
# What is found stays in build/fuzz/found; the status is not 0 when a target stopped.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" >/dev/null
mkdir -p build/fuzz/found
failed=0
for source in tests/fuzz/fuzz_*.c; do
    target=$(basename "$source" .c)
    work=build/fuzz/found/$target
    mkdir -p "$work/corpus"
    seeds=("tests/fuzz/corpus/${target#fuzz_}")
    if [ "$target" = fuzz_run ]; then tests/fuzz/seeds.sh "$PWD/$work/corpus"; fi
    [ -d "${seeds[0]}" ] || seeds=()
    dictionary=()
    if [ "$target" != fuzz_scenario ]; then dictionary=(-dict=tests/fuzz/python.dict); fi
    if build/fuzz/bin/"$target" -max_total_time="$seconds" -artifact_prefix="$work/" -print_final_stats=1 \
        "${dictionary[@]}" "$work/corpus" "${seeds[@]}" >"$work/log" 2>&1; then
        echo "nothing  $target ($(awk '/number_of_executed_units/ { print $2 }' "$work/log") runs)"
    else
        echo "STOPPED  $target: see $work/log"
        failed=1
    fi
done
exit $failed
