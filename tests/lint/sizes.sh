#!/bin/sh
# A size that a program may choose is multiplied in one place: arrays of references come from refs_alloc and refs_resize,
# which raise MemoryError also for a number of items that no memory could hold.
set -eu
cd "$1"
bad=$(grep -rnE 'mem_(re)?alloc\([^;]*sizeof\(Ob \*\)' src/object src/gc src/vm --include='*.c' || true)
if [ -n "$bad" ]; then
    echo "an array of references is asked for by hand; refs_alloc (src/object/core/object.h) checks its size:"
    echo "$bad"
    exit 1
fi
