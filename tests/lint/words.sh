#!/bin/sh
# Facts, not words: what an object is, what a reference is and what happened are told by kinds, roles and numbers. No
# code compares the words of a snapshot, which are made for people, with a word of its own, or takes them apart.
cd "$1" || exit 2
# The words are the texts of the snapshot; those that its header calls a name or an expression of Python, uncut, are facts.
words=$(grep -E '^    const char \*[a-z_]+;' src/engine/look/snapshot.h | sed -E 's/.*\*([a-z_]+);.*/\1/' |
    grep -vxE 'expression|python|function|output|errors|raised|limit|arg|name' | sort -u | paste -sd '|')
[ -n "$words" ] || exit 2
found=$(grep -rnE '\b(str(n?cmp|str|chr|rchr|spn|cspn)|memcmp)\([^;]*(->|\.)('"$words"'|meaning)\b' \
    src/engine src/report src/scenario ui --include='*.c' |
    grep -E '"|'"'"'' |
    grep -vE 'ui/player/player_command\.c' |
    grep -vE '^src/scenario/load_') # the reader's search looks for words in words; the loaders see no snapshot
if [ -n "$found" ]; then
    echo "words made for people are read by code:"
    echo "$found"
    exit 1
fi
exit 0
