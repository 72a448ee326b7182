#!/bin/sh
# Each folder of C files says what lives there and who may call it, once, in the header that is its door:
#     Room object/text: str and bytes ... . Called from: object, gc, vm, engine.
# and nobody else includes its headers. `everywhere` allows all floors.
export LC_ALL=C
cd "$1" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
headers=$(find src ui -name '*.h' | sort)
# The paragraphs, one a line: FILE|ROOM|CALLERS.
for header in $headers; do
    awk -v file="$header" '
        function flush() {
            if (text != "") {
                room = text; sub(/^Room /, "", room); sub(/:.*/, "", room)
                callers = text
                if (!sub(/.*Called from: /, "", callers)) callers = ""
                print file "|" room "|" callers
            }
            text = ""
        }
        /\*\// { last = 1; sub(/ *\*\/.*/, "") }
        { line = $0; sub(/^(\/\*| \*) ?/, "", line) }
        line ~ /^Room [a-z\/]+:/ { flush(); text = line; if (last) { flush(); exit } next }
        line == "" { flush() }
        text != "" { text = text " " line }
        last { flush(); exit }
    ' "$header"
done >"$work/rooms"
failed=0
for folder in $(find src ui -name '*.[ch]' | sed 's|/[^/]*$||' | sort -u); do
    room=${folder#src/}
    count=$(grep -c "|$room|" "$work/rooms")
    [ "$count" -eq 1 ] || { echo "$folder: $count headers say what lives there ('Room $room: ... Called from: ...')"; failed=1; continue; }
    callers=$(grep "|$room|" "$work/rooms" | cut -d'|' -f3 | tr -d '.,')
    [ -n "$callers" ] || { echo "$folder: the header does not say who may call"; failed=1; }
    case " $callers " in *" everywhere "*) continue ;; esac
    case $folder in src/*) pattern="$room/[a-z0-9_]*[.]" ;; *) pattern="$folder/[a-z0-9_]*[.]" ;; esac
    for user in $(grep -rl "^#include \"$pattern" src ui --include='*.[ch]' | sed 's|/[^/]*$||' | sort -u); do
        case $user in "$folder" | "$folder"/*) continue ;; esac # the folder itself and its rooms
        floor=${user#src/}
        floor=${floor%%/*}
        case " $callers " in
        *" $floor "*) ;;
        *) echo "$user includes headers of $room, which is called from: $callers"; failed=1 ;;
        esac
    done
done
for room in $(cut -d'|' -f2 "$work/rooms"); do
    [ -d "src/$room" ] || [ -d "$room" ] || { echo "there is no room $room"; failed=1; }
done
exit $failed
