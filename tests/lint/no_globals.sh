#!/bin/sh
# The engine library has no writable data: two engines live at once in one process. But for one memo, which is
# filled the same way by whoever comes first (src/vm/import/library_unit.c).
if ! command -v objdump >/dev/null; then
    echo "objdump (Debian: binutils) is missing"
    exit 1
fi
# Constant tables that hold pointers lie in .data.rel.ro, not in .data: objdump knows the section.
writable=$(objdump -t "$1" 2>/dev/null | awk '$3 == "O" || $4 == "O" { print }' |
    grep -E '[[:space:]]\.(data|bss)[[:space:]]' | grep -v -E '(__|\.L|ASAN|UBSAN|asan|ubsan)' |
    grep -v -E '[[:space:]]library_units_kept$' || true)
if [ -n "$writable" ]; then
    echo "writable data in the engine library:"
    echo "$writable"
    exit 1
fi
exit 0
