#!/bin/sh
# An installation finds its lessons and translations wherever it lies, in an empty environment too.
cmake=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$cmake" --install "$build" --prefix "$work/a place" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
mv "$work/a place" "$work/another place" || exit 1
cd "$work/another place" || exit 1
failed=0
say() { echo "not so: $1"; failed=1; }

for file in bin/ouro share/man/man1/ouro.1 share/bash-completion/completions/ouro \
    share/ouroboros/assets/scenario.schema.json share/ouroboros/scenarios/14-a-cycle-of-two.json; do
    [ -s "$file" ] || say "$file is installed"
done
ouro() { env -i HOME="$work" "$work/another place/bin/ouro" "$@"; }
ouro list | grep -q '^14-a-cycle-of-two' || say "the lessons are found"
ouro check a-cycle-of-two >/dev/null || say "a lesson is found by its name"
if [ -s share/locale/ru/LC_MESSAGES/ouroboros.mo ]; then
    ouro --lang ru --help | grep -q 'Команды' || say "--lang ru speaks Russian without a locale"
    env -i LANG=ru_RU.UTF-8 bin/ouro --help | grep -q 'Команды' || say "a Russian locale is taken at its word, installed or not"
    ouro export 03 --to txt --lang ru | grep -q 'Программа' || say "the screen speaks Russian without a locale"
fi
ouro export 03 --to txt | grep -q 'Program' || say "the screen speaks English without a locale"
env -i "$PWD/bin/ouro" list >/dev/null || say "no HOME is no trouble"

# Where there is no /proc the binary is found as the shell found it. (A sanitized binary does not even start there.)
without_proc() { unshare -rm sh -c 'mount -t tmpfs none /proc && exec "$@"' sh env -i "$@"; }
if without_proc "$PWD/bin/ouro" --version >/dev/null 2>&1; then
    without_proc "$PWD/bin/ouro" list | grep -q '^03-' || say "without /proc, named by its path"
    (cd bin && without_proc ./ouro list) | grep -q '^03-' || say "without /proc, named by a relative path"
    mkdir "$work/links" && ln -s "$PWD/bin/ouro" "$work/links/ouro" || exit 1
    without_proc PATH="/nowhere:$work/links:$PATH" ouro list | grep -q '^03-' ||
        say "without /proc, found on PATH through a link"
else
    echo "no way to run the binary without /proc here: not tried"
fi
env -i OURO_DATA="$PWD/share/ouroboros" "$PWD/bin/ouro" list | grep -q '^03-' || say "OURO_DATA names the folder"
env -i OURO_DATA=/nowhere "$PWD/bin/ouro" list 2>/dev/null | grep -q '^03-' && say "OURO_DATA is taken at its word"

# A packager's prefix, and folders that are not the usual ones.
DESTDIR="$work/root" "$cmake" --install "$build" --prefix /opt/ouro >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/root/opt/ouro/bin/ouro" list | grep -q '^03-' || say "an installation under DESTDIR is whole"
exit $failed
