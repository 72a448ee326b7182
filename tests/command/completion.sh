#!/usr/bin/env bash
# Claims about the completion: what is offered after some words of a command line.
set -u
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
touch lesson.json program.py notes.txt
mkdir folder
compopt() { :; } # it works only while bash completes
source "$1"

# offers "expected words" WORD...: completes the last WORD.
offers() {
    local expected=$1
    shift
    COMP_WORDS=(ouro "$@")
    COMP_CWORD=$(($#))
    _ouro
    local found
    found=$(printf '%s\n' "${COMPREPLY[@]}" | sort | paste -sd' ')
    if [ "$found" != "$expected" ]; then
        echo "not so: 'ouro $*' offers '$expected'; found '$found'"
        failed=1
    fi
}

offers "play" pl
offers "lesson.json list" l
offers "lesson.json" play les
offers "program.py" run prog
offers "" run notes
offers "--report" run --rep
offers "" list --rep
offers "3.10 3.11 3.12 3.13 3.6 3.7 3.8 3.9" run --python ""
offers "ru" run --lang r
offers "mallocstats" run --report m
offers "dot json svg txt" export --to ""
offers "start step:" run --to s
offers "instruction" run x.py --grain in
exit $failed
