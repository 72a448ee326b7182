#!/bin/sh
# Every C file is as clang-format leaves it. Another major version may think otherwise: then nothing is said.
tool=$(command -v clang-format-14 || command -v clang-format) || { echo "clang-format is missing"; exit 77; }
case $("$tool" --version) in
*"version 14."*) ;;
*) echo "the format is that of clang-format 14; this is $("$tool" --version)"; exit 77 ;;
esac
cd "$1" || exit 2
changed=$(find src ui tests -name '*.[ch]' -exec "$tool" --dry-run {} + 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning.*//p' | sort -u)
[ -z "$changed" ] && exit 0
echo "clang-format -i would change:"
echo "$changed"
exit 1
