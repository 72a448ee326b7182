#!/bin/sh
# Every sentence of the program is in every catalogue, translated, and none is a machine's guess.
for tool in xgettext msgcmp msgfmt msgattrib; do
    if ! command -v "$tool" >/dev/null; then
        echo "$tool (Debian: gettext) is missing; translations are not checked"
        exit 77
    fi
done
exec "$1/po/update.sh" --check
