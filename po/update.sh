#!/bin/sh
# update.sh - collect the words of the program from the sources and merge them into the catalogues.
#
#   po/update.sh           bring po/*.po up to date after a change of a sentence
#   po/update.sh --check   change nothing; fail when a sentence is missing, untranslated or fuzzy (a test does this)
#
# Needs gettext. A sentence that changed is left empty rather than guessed, so it cannot be forgotten.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find src ui \( -name '*.c' -o -name '*.h' -o -name '*.def' \) -print | LC_ALL=C sort >"$work/files"
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=i18n_plural:1,2 --keyword=EVENT_MANY:7,8 \
    --package-name=ouroboros --no-location --files-from="$work/files" -o "$work/dated.pot" 2>"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
# The date would make every run a change.
grep -v '^"POT-Creation-Date' "$work/dated.pot" | sed 's/charset=CHARSET/charset=UTF-8/' >"$work/ouroboros.pot"
failed=0
for po in po/*.po; do
    if [ "${1:-}" = --check ]; then
        if ! msgcmp --use-untranslated "$po" "$work/ouroboros.pot" 2>"$work/log"; then
            echo "$po lacks sentences of the program (run po/update.sh and translate them):"
            cat "$work/log"
            failed=1
        fi
    else
        msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap --update --backup=none "$po" "$work/ouroboros.pot"
        msgattrib --no-obsolete --no-location --no-wrap -o "$po" "$po"
    fi
    msgfmt --check-format -o /dev/null "$po" || failed=1
    said=$(msgfmt --statistics -o /dev/null "$po" 2>&1)
    echo "$po: $said"
    case $said in
    *untranslated* | *fuzzy*) msgattrib --untranslated --no-wrap "$po" | grep '^msgid "..*"' || true; failed=1 ;;
    esac
done
exit $failed
