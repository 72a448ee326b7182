#!/bin/sh
# A source or header that a comment names exists: here, or in CPython (under its folders, or listed below by bare name).
# A path in the documents exists, too.
export LC_ALL=C
cd "$1" || exit 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Files of CPython (and of the C library) that comments name without a folder.
cat >"$work/elsewhere" <<'NAMES'
ast_opt.c bltinmodule.c bytesobject.c ceval.c classobject.c codegen.c codeobject.c compile.c descrobject.c dictobject.c
dtoa.c enumobject.c flowgraph.c floatobject.c frameobject.c funcobject.c gcmodule.c genobject.c iterobject.c listobject.c
longobject.c malloc.c malloc/malloc.c methodobject.c moduleobject.c object.c obmalloc.c partition.h pylifecycle.c
rangeobject.c setobject.c sliceobject.c specialize.c symtable.c sysmodule.c tupleobject.c typeobject.c unicodeobject.c
weakrefobject.c
NAMES
find . -path ./build -prune -o -path ./.git -prune -o -type f -print | sed 's|^\.||' >"$work/files"
find src ui tests \( -name '*.[ch]' -o -name '*.def' \) | sort | while read -r file; do
    awk -v file="$file" '
        # Comments only: strings and code are blanked, and so are the names that #include gives.
        {
            line = $0; text = ""
            if (!inside && line ~ /^#include/) sub(/["<][^">]*[">]/, "", line)
            while (line != "") {
                if (inside) {
                    end = index(line, "*/")
                    if (end == 0) { text = text " " line; line = "" }
                    else { text = text " " substr(line, 1, end - 1); line = substr(line, end + 2); inside = 0 }
                } else {
                    gsub(/"([^"\\]|\\.)*"/, "", line)
                    start = index(line, "/*"); slashes = index(line, "//")
                    if (slashes && (!start || slashes < start)) { text = text " " substr(line, slashes + 2); line = "" }
                    else if (start == 0) line = ""
                    else { line = substr(line, start + 2); inside = 1 }
                }
            }
            while (match(text, /[A-Za-z0-9_][A-Za-z0-9_.\/-]*\.(c|h|def|sh)[^A-Za-z0-9_(]/) ||
                   match(text, /[A-Za-z0-9_][A-Za-z0-9_.\/-]*\.(c|h|def|sh)$/)) {
                name = substr(text, RSTART, RLENGTH); sub(/[^A-Za-z0-9_]$/, "", name)
                print file ":" NR, name
                text = substr(text, RSTART + RLENGTH)
            }
        }' "$file"
done >"$work/named"
failed=0
# Patterns and placeholders (tests/unit/test_NAME.c) name no file.
for document in *.md docs/*.md; do
    for path in $(grep -oE '(^|[ `(])(src|ui|tests|docs|po|scenarios|assets|\.ci)/[A-Za-z0-9_./*-]+' "$document" | tr -d ' `(' |
        sed 's/[.]$//' | grep -vE '[*]|NAME' | sort -u); do
        [ -e "$path" ] || { echo "$document: there is no $path"; failed=1; }
    done
done
awk -v files="$work/files" -v elsewhere="$work/elsewhere" '
    BEGIN {
        while ((getline path < files) > 0) {
            # Every tail of a path names the file: a.c, room/a.c, src/room/a.c.
            rest = path
            while ((at = index(rest, "/")) > 0) { rest = substr(rest, at + 1); known[rest] = 1 }
        }
        while ((getline line < elsewhere) > 0) {
            n = split(line, names, " ")
            for (i = 1; i <= n; i++) known[names[i]] = 1
        }
    }
    $2 ~ /^(Objects|Python|Modules|Include|Parser|Lib|cpython|internal)\// { next }
    !($2 in known) { print $1 ": there is no file " $2; failed = 1 }
    END { if (NR == 0) print "no comment names a file: the lint is blind"; exit failed || NR == 0 }' "$work/named" || failed=1
exit $failed
