#!/bin/sh
# Facts, not words: what an object is, what a reference is and what happened are told by kinds, roles and numbers. No
# code compares the words of a snapshot, which are made for people, with a word of its own, or takes them apart.
cd "$1" || exit 2
found=$(grep -rnE '\b(str(n?cmp|str|chr|rchr|spn|cspn)|memcmp)\([^;]*(->|\.)(type|label|sentence|value|names|meaning)\b' \
    src/engine src/report src/scenario ui --include='*.c' |
    grep -E '"|'"'"'' |
    grep -vE 'ui/player/player_command\.c') # the reader's search looks for words in words
if [ -n "$found" ]; then
    echo "words made for people are read by code:"
    echo "$found"
    exit 1
fi
exit 0
