#!/bin/sh
# update.sh - collect the words of the program from the sources and merge them into the catalogues.
# Run it from anywhere after a change of a sentence; it needs gettext.
set -eu
cd "$(dirname "$0")/.."
find src ui -name '*.c' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort >po/files.tmp
LC_ALL=C.UTF-8 xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=i18n_plural:1,2 \
    --package-name=ouroboros --no-location --no-wrap --files-from=po/files.tmp -o po/all.tmp 2>/dev/null
grep -v '^"POT-Creation-Date' po/all.tmp | sed 's/charset=CHARSET/charset=UTF-8/' >po/ouroboros.pot
rm -f po/files.tmp po/all.tmp
for po in po/*.po; do
    msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap --update --backup=none "$po" po/ouroboros.pot
    msgfmt --check-format --statistics -o /dev/null "$po"
done
