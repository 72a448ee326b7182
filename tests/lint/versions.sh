#!/bin/sh
# versions.sh - no code asks for a version: what differs has a name (src/profile/differences.def).
#
# Only the compiler, which writes the instructions of one version, compares versions; tables may name them as data.
set -eu
cd "$1"
found=$(grep -rnE '([<>=!]=|[<>]) *PY_3_|PY_3_[0-9]+ *([<>=!]=|[<>])|case PY_3_' src ui --include='*.c' --include='*.h' |
    grep -vE '^src/(profile|lang/(gen|flow|code))/' || true)
if [ -n "$found" ]; then
    echo "these lines ask for a version; give the difference a name in src/profile/differences.def:"
    echo "$found"
    exit 1
fi
# The library in Python goes by __lacks__ (src/vm/import/since.def); sys.version_info is for the programs.
found=$(grep -rnE 'version_info|hexversion' src/vm/library --include='*.py' || true)
if [ -n "$found" ]; then
    echo "these lines of the library ask for a version; give what differs a row in src/vm/import/since.def:"
    echo "$found"
    exit 1
fi
