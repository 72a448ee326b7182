#!/bin/sh
# A lower floor never includes a header of a higher one.
cd "$1" || exit 2
floors="base image alloc object gc lang vm engine scenario report cli"
# Profiles are data that every floor from image up reads; the object floor carries instructions as plain data.
failed=0
rank() {
    n=0
    for f in $floors; do
        n=$((n + 1))
        [ "$f" = "$1" ] && echo $n && return
    done
    [ "$1" = profile ] && echo 1 && return
    [ "$1" = ui ] && echo 99 && return
    echo 0
}
for file in $(find src -name '*.[ch]'); do
    own=$(echo "$file" | cut -d/ -f2)
    for header in $(sed -n 's/^#include "\([a-z_]*\)\/.*"/\1/p' "$file" | sort -u); do
        # The report floor stands beside scenario: the order of the list says who may look at whom.
        if [ "$(rank "$header")" -gt "$(rank "$own")" ] && [ "$own" != profile ]; then
            # main and the commands start the front end
            [ "$own" = cli ] && [ "$header" = ui ] && continue
            echo "$file includes a header of the higher floor $header"
            failed=1
        fi
    done
done
exit $failed
