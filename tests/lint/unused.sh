#!/bin/sh
# unused.sh ROOT NM LIBRARY... OBJECT...: what is global is used by another file of the program.
#
# A function or table that no other object names is either dead or could be static. One that only tests name stands in
# for_tests.txt with the reason why the tests need it.
export LC_ALL=C
root=$1
nm=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! "$nm" -A -g "$@" >"$work/symbols" 2>/dev/null; then
    echo "$nm cannot read the objects"
    exit 77
fi
# Lines: FILE[:MEMBER]:[ADDRESS] KIND NAME. Names with two underscores in front belong to the compiler.
awk 'NF < 2 { next } { name = $NF; kind = $(NF - 1) }
     kind == "U" { used[name] = 1 }
     kind ~ /^[TDBRC]$/ && name !~ /^_*(__|asan|ubsan)/ && name != "main" { defined[name] = 1 }
     END {
         if (!("realloc" in used)) exit 1
         for (name in defined) if (!(name in used)) print name
     }' "$work/symbols" >"$work/unsorted" || { echo "the symbols make no sense"; exit 1; }
sort "$work/unsorted" >"$work/found"
sed -e '/^#/d' -e 's/ .*//' "$root/tests/lint/for_tests.txt" | sort >"$work/listed"
failed=0
for name in $(comm -23 "$work/found" "$work/listed"); do
    echo "$name is global, but no other file of the program uses it: make it static, or drop it"
    failed=1
done
for name in $(comm -13 "$work/found" "$work/listed"); do
    echo "tests/lint/for_tests.txt lists $name, which the program itself uses, or nobody has"
    failed=1
done
for name in $(comm -12 "$work/found" "$work/listed"); do
    grep -rqw "$name" "$root/tests" --include='*.[ch]' || { echo "no test uses $name: drop it"; failed=1; }
done
exit $failed
