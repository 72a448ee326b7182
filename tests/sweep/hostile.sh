#!/usr/bin/env bash
# Every lesson with everything: each event stepped both ways, each compared between two engines, the heap checked at the
# deepest level after every event, and each allocation of the lesson failing once. Takes long; prints ctest's summary.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset hostile >/dev/null
cmake --build --preset hostile -j "$(nproc)" >/dev/null
ctest --preset hostile -R 'test_(hostile|closure|engine_time|lessons)' -j "$(nproc)" "$@"
