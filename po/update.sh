#!/bin/sh
# update.sh - collect the words of the program from the sources and merge them into the catalogues.
# Run it from anywhere after a change of a sentence; it needs gettext.
set -eu
cd "$(dirname "$0")/.."
find src ui -name '*.c' -o -name '*.h' -o -name '*.def' | LC_ALL=C sort >po/files.tmp
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=i18n_plural:1,2 \
    --package-name=ouroboros --no-location --omit-header --files-from=po/files.tmp -o po/body.tmp
{
    printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    printf '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    cat po/body.tmp
} >po/ouroboros.pot
rm -f po/files.tmp po/body.tmp
for po in po/*.po; do
    msgmerge --quiet --no-fuzzy-matching --no-location --update --backup=none "$po" po/ouroboros.pot
    msgfmt --check --statistics -o /dev/null "$po"
done
