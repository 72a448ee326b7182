#!/usr/bin/env bash
# The canonical hash of every lesson is the same in the release (gcc), sanitized (gcc, ASan + UBSan) and clang builds.
set -euo pipefail
cd "$(dirname "$0")/../.."
for preset in default dev clang; do
    cmake --preset "$preset" >/dev/null
    cmake --build --preset "$preset" --target ouro -j "$(nproc)" >/dev/null
done
failed=0
for lesson in scenarios/*.json; do
    hashes=$(for preset in default dev clang; do
        "build/$preset/bin/ouro" run --hash --report state "$lesson" 2>/dev/null | tail -n 1
    done | sort -u)
    if [ "$(wc -l <<<"$hashes")" -eq 1 ]; then echo "same    $hashes  $lesson"; else echo "DIFFERS $lesson"; failed=1; fi
done
exit $failed
