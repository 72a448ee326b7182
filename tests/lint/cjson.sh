#!/bin/sh
# One file of the project touches cJSON.
cd "$1" || exit 2
found=$(grep -rlE '#include *<(cjson/)?cJSON\.h>' src ui --include='*.[ch]')
[ "$found" = "src/scenario/json.c" ] && exit 0
echo "cJSON is touched by: $found"
exit 1
