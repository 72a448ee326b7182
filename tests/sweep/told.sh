#!/usr/bin/env bash
# Every lesson and every recorded program, in every version and at every grain: what differs between the pictures of two
# stops is told and marked. Takes long; prints what is not.
set -euo pipefail
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build --preset dev --target test_ui_told_all -j "$(nproc)" >/dev/null
OURO_TOLD_ALL=1 build/dev/bin/test_ui_told_all
