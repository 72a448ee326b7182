#!/bin/sh
# Claims about the command line: each prints what is wrong and the script fails at the end if any did not hold.
ouro=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export LC_ALL=C.UTF-8 LANGUAGE=en XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
unset NO_COLOR
failed=0
passed=0

# claim "text" STATUS command...: runs the command; output in out, errors in err.
claim() {
    claim_text=$1
    expected=$2
    shift 2
    "$@" >out 2>err </dev/null
    status=$?
    if [ "$status" -ne "$expected" ]; then
        echo "not so: $claim_text (status $status, expected $expected)"
        sed 's/^/  out: /' out | head -5
        sed 's/^/  err: /' err | head -5
        failed=$((failed + 1))
        return 1
    fi
    passed=$((passed + 1))
}
# says FILE "text": the last command's output or errors hold the text.
says() {
    if ! grep -qF -- "$2" "$1"; then
        echo "not so: $claim_text: '$2' is missing in $1"
        sed 's/^/  /' "$1" | head -8
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}

claim "help lists every command" 0 "$ouro" --help
for command in browse play run check list new export; do says out "$command"; done
claim "help of a command shows its own options" 0 "$ouro" run --help
says out "--report"
claim "the version is printed" 0 "$ouro" --version
says out "ouro 0."
claim "help speaks Russian" 0 "$ouro" --lang ru --help
says out "Команды"

claim "an unknown option is refused with a suggestion" 2 "$ouro" run --hsah x.py
says err "did you mean --hash"
claim "an option of another command is refused" 2 "$ouro" list --hash
says err "does not belong"
claim "a missing argument is named" 2 "$ouro" run
says err "needs FILE"
claim "a second file is refused" 2 "$ouro" run a.py b.py
claim "a missing file is an input error" 2 "$ouro" run nothing-there.json
says err "nothing-there.json"
claim "an unknown version is refused" 2 "$ouro" run --python 9.9 "$root/tests/bench/programs/fib.py"
says err "9.9"

printf 'print("hello", 1 + 2)\n' >hello.py
claim "a program prints what it prints" 0 "$ouro" run hello.py
says out "hello 3"
for python in 3.8 3.11 3.13; do
    claim "... under $python" 0 "$ouro" run --python $python hello.py
    says out "hello 3"
done
printf 'import sys\nsys.exit(7)\n' >seven.py
claim "the exit status is the program's" 7 "$ouro" run seven.py
printf 'x = 1\nx.y\n' >fails.py
claim "an uncaught exception is status 1" 1 "$ouro" run fails.py
says err "AttributeError: 'int' object has no attribute 'y'"
says err "Traceback (most recent call last):"
printf 'while True:\n    pass\n' >forever.py
claim "a limit is status 3 and is named" 3 "$ouro" run --set limits.events=100000 forever.py
says err "100000 events"
says err "settings.limits.events"
printf 'x = (\n' >broken.py
claim "a syntax error names its line" 2 "$ouro" run broken.py
says err "broken.py:1"
printf 'async def f():\n    pass\n' >outside.py
claim "what is outside the subset is refused by name" 2 "$ouro" run outside.py
says err "async"

claim "the hash is the same twice" 0 "$ouro" run --hash hello.py
cp out first
claim "..." 0 "$ouro" run --hash hello.py
cmp -s first out || { echo "not so: hash differs"; failed=$((failed + 1)); }
claim "stats are printed" 0 "$ouro" run --stats hello.py
says out "checkpoints"
claim "the state is JSON" 0 "$ouro" run --report state --to line:1 hello.py
claim "a transcript speaks in sentences" 0 "$ouro" run --report text hello.py
says out "the program prints"
claim "events are JSON lines" 0 "$ouro" run --report events hello.py
says out '"kind": "INSTR"'
claim "mallocstats has CPython's columns" 0 "$ouro" run --report mallocstats hello.py
says out "num pools"
claim "a place that never comes is said" 2 "$ouro" run --to line:99 hello.py
says err "line:99"
claim "a wrong place is explained" 2 "$ouro" run --to somewhere hello.py
says err "step:N"

claim "a new scenario can be made" 0 "$ouro" new my.json
claim "... and passes its check" 0 "$ouro" check my.json
says out "ok"
claim "... and is never overwritten" 2 "$ouro" new my.json
claim "a new lesson too" 0 "$ouro" new --lesson lesson.json
claim "... passes its check" 0 "$ouro" check lesson.json
sed 's/"refcount(a)": 2/"refcount(a)": 5/' my.json >wrong.json
claim "a claim that does not hold fails the check" 1 "$ouro" check wrong.json
says err 'expect["refcount(a)"]'
says err "expected 5; found 2"
claim "standard input is a scenario too" 0 sh -c "'$ouro' check - <my.json"
claim "one bad file does not hide the others" 1 "$ouro" check wrong.json my.json
says out "ok"

claim "lessons are listed" 0 "$ouro" list
claim "... as JSON" 0 "$ouro" list --json
says out '"steps":'
for kind in svg txt json dot; do
    claim "export writes $kind" 0 "$ouro" export my.json --to $kind --at step:2 -o "picture.$kind"
    [ -s "picture.$kind" ] || { echo "not so: picture.$kind is empty"; failed=$((failed + 1)); }
done
claim "an unknown kind is refused" 2 "$ouro" export my.json --to gif
claim "without a terminal the player names 'ouro run'" 2 "$ouro" play my.json
says err "ouro run"

printf 'print("\\033[31mred\\033[0m \\x9b")\n' >escape.json.txt
printf '{"format": 1, "title": "a\\u001b[31mb", "steps": [{"code": "x = 1"}]}' >control.json
claim "control characters in a title are refused" 2 "$ouro" check control.json
if od -c err | grep -q 033; then echo "not so: an escape reached the terminal"; failed=$((failed + 1)); fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
