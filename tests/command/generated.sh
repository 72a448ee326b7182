#!/bin/sh
# The manual page and the completion in assets/ are what the binary prints, whatever the language of the reader.
ouro=$1
root=$2
failed=0
for pair in man:ouro.1 completion:completions/ouro; do
    if ! LANGUAGE=ru "$ouro" --lang ru "${pair%%:*}" | cmp - "$root/assets/${pair#*:}"; then
        echo "assets/${pair#*:} is not what 'ouro ${pair%%:*}' prints: build the target 'generated'"
        failed=1
    fi
done
if command -v mandoc >/dev/null; then
    mandoc -T lint -W style "$root/assets/ouro.1" || failed=1
else
    echo "mandoc is missing: the form of the page is not checked"
fi
for word in browse play run check list new export '\-\-report' '\-\-python' 'line:N#TIMES' 'gc.threshold' 'S\-Right'; do
    grep -qF -- "$word" "$root/assets/ouro.1" || { echo "the manual page does not speak of $word"; failed=1; }
done
exit $failed
