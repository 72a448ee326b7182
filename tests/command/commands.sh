#!/bin/sh
# Claims about the command line: each prints what is wrong and the script fails at the end if any did not hold.
ouro=$1
root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export TERM=xterm-256color LC_ALL=C.UTF-8 LANGUAGE=en XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
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

# lacks FILE "text": the opposite.
lacks() {
    if grep -qF -- "$2" "$1"; then
        wrong "$claim_text: '$2' is in $1"
    else
        passed=$((passed + 1))
    fi
}
wrong() {
    echo "not so: $claim_text: $1"
    failed=$((failed + 1))
}
# Only where the translations were built (msgfmt may be missing).
translated() {
    [ "$russian" = yes ] || return 0
    says "$1" "$2"
}
is_json() {
    command -v python3 >/dev/null || return 0
    python3 -c 'import json, sys; json.load(open(sys.argv[1]))' "$1" || wrong "$1 is not JSON"
}
no_escape() {
    if LC_ALL=C grep -q "$(printf '\033')" "$1"; then wrong "an escape is in $1"; fi
}
russian=no
[ -s "$(dirname "$ouro")/../share/locale/ru/LC_MESSAGES/ouroboros.mo" ] && russian=yes

claim "help lists every command" 0 "$ouro" --help
for command in browse play run check list new export compare verify versions; do says out "$command"; done
claim "help of a command shows its own options" 0 "$ouro" run --help
says out "--report"
claim "the version is printed" 0 "$ouro" --version
says out "ouro 0."
for command in browse play run check list new export compare verify versions; do
    claim "ouro $command has help" 0 "$ouro" $command --help
    says out "Usage: ouro $command"
done
lacks out "completion"
claim "help speaks Russian" 0 "$ouro" --lang ru --help
translated out "Команды"
claim "... where the environment asks for it" 0 env -u LC_ALL LANGUAGE= LANG=ru_RU.UTF-8 "$ouro" --help
translated out "Команды"
claim "a command of the build takes no argument" 2 "$ouro" man page

claim "an unknown option is refused with a suggestion" 2 "$ouro" run --hsah x.py
says err "did you mean --hash"
claim "a command that is misspelt is guessed" 2 "$ouro" chek my.json
says err "did you mean 'ouro check'"
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
# The Pythons that programs can be run as, oldest first.
pythons=$("$ouro" versions --json | sed -n 's/.*"name": "\(3[.0-9]*\)".*"offered": true.*/\1/p')
for python in $pythons; do
    claim "... under $python" 0 "$ouro" run --python $python hello.py
    says out "hello 3"
done
printf 'import sys\nsys.exit(7)\n' >seven.py
claim "the exit status is the program's" 7 "$ouro" run seven.py
printf 'x = 1\nx.y\n' >fails.py
printf 'import sys, beside\nprint(__file__, sys.argv[0], beside.__file__)\n1 / 0\n' >named.py
: >beside.py
here=$(pwd -P)
claim "up to 3.8 a program is named as the command line names it, its modules from the root on" 1 "$ouro" run --python 3.8 named.py
says out "named.py named.py $here/beside.py"
says err 'File "named.py", line 3'
claim "from 3.9 on a program is named from the root on" 1 "$ouro" run --python 3.9 named.py
says out "$here/named.py named.py $here/beside.py"
says err "File \"$here/named.py\", line 3"
claim "an uncaught exception is status 1" 1 "$ouro" run fails.py
says err "AttributeError: 'int' object has no attribute 'y'"
says err "Traceback (most recent call last):"
printf 'while True:\n    pass\n' >forever.py
printf '{"format": 1, "title": "t", "steps": [\n {"code": "x = 1"},\n {"code": ["y = 2",\n   "z = )"]}]}' >badcode.json
claim "an error in a step's code is found in the file" 2 "$ouro" check badcode.json
says err "badcode.json:4:9: steps[1].code[1]"
printf '{"format": 1, "title": "t", "steps": [\n {"code": "if True:"},\n {"code": "    y = 2"}]}' >half.json
claim "a statement that is cut by steps is refused" 2 "$ouro" check half.json
says err "steps[1].code: no statement begins in this step"
claim "a limit is status 3 and is named" 3 "$ouro" run --set limits.events=100000 forever.py
says err "100000 events"
says err "settings.limits.events"
printf 'x = (\n' >broken.py
claim "a syntax error names its line" 2 "$ouro" run broken.py
says err "broken.py:1"
printf 'async def f():\n    pass\n' >outside.py
claim "what is outside the subset is refused by name" 2 "$ouro" run outside.py
says err "async"

# ---- what a run leaves behind ----------------------------------------------------------------------------------

claim "the hash is the same twice" 0 "$ouro" run --hash hello.py
cp out first
claim "... and once more" 0 "$ouro" run --hash hello.py
cmp -s first out || wrong "the hash differs"
claim "stats are printed" 0 "$ouro" run --stats hello.py
for word in events instructions lines seconds checkpoints history_bytes image_bytes; do says out "$word "; done

printf 'import gc\nx = [1]\nx.append(x)\nfor i in range(3):\n    y = [i]\ndel x\nprint(gc.collect())\n' >cycle.py
claim "the state is JSON" 0 "$ouro" run --report state --to line:6 cycle.py
is_json out
says out '"kind": "globals"'
says out '"type": "list"'
says out '"refcount": 2'
says out '"arenas": ['
says out '"pools": ['
says out '"blocks": "'
says out '"generations": ['
printf 'def f(n):\n    m = [n]\n    return m\nf(5)\n' >call.py
claim "the state shows frames and their variables" 0 "$ouro" run --report state --to line:3 call.py
is_json out
says out '"kind": "frame"'
says out '"name": "m"'
claim "a transcript speaks in sentences" 0 "$ouro" run --report text cycle.py
says out "the program prints"
says out "line 3: x.append(x)"
says out "the program is over"
lacks out "LOAD_CONST"
claim "... of steps alone" 0 "$ouro" run --report text --grain step cycle.py
says out "step 2 of the scenario begins"
lacks out "line 3"
claim "... of lines" 0 "$ouro" run --report text --grain line cycle.py
says out "line 5:     y = [i]"
lacks out "is born"
claim "... of instructions" 0 "$ouro" run --report text --grain instruction cycle.py
says out "BUILD_LIST"
claim "... of the collector's phases" 0 "$ouro" run --report text --grain phase cycle.py
says out "subtract_refs"
lacks out "gc_refs = "
claim "... of everything" 0 "$ouro" run --report text --grain all cycle.py
says out "from the stack"
claim "... in Russian" 0 "$ouro" run --lang ru --report text --grain step cycle.py
translated out "начинается шаг 2"
claim "a transcript ends at the place" 0 "$ouro" run --report text --to line:3 cycle.py
lacks out "line 4"
claim "an unknown grain is refused" 2 "$ouro" run --report text --grain second cycle.py
says err "--grain is"
claim "events are JSON lines" 0 "$ouro" run --report events hello.py
says out '"kind": "INSTR"'
head -n 1 out >line
is_json line
claim "mallocstats has CPython's columns" 0 "$ouro" run --report mallocstats hello.py
says out "num pools"
printf 'class Loud:\n    def __del__(self): print("bye")\na = Loud()\n' >loud.py
claim "the exit tells the fate of each object" 0 "$ouro" run --report exit loud.py
says out "never freed                                    0"
says out "(a)"
says out "its __del__ was called"
printf '{"format": 1, "title": "t", "steps": [{"code": "a = 1"}]}' >no_exit.json
claim "a scenario without the step exit has no such report" 2 "$ouro" run --report exit no_exit.json
says err "does not come to the exit"
claim "a transcript goes on to the end of the process" 0 "$ouro" run --report text --grain step loud.py
says out "exit: the process is gone"
claim "a phase of the exit that there is not is answered with those that there are" 2 \
    "$ouro" export 46 --at exit:nowhere --to txt
says err "exit:threads, exit:atexit, exit:collect"
claim "a schedule by dice is chosen from outside" 0 "$ouro" run --set threads.seed=7 hello.py
claim "a turn that is none is refused" 2 "$ouro" run --set 'threads.schedule=["first"]' hello.py
claim "an unknown report is refused" 2 "$ouro" run --report picture hello.py
says err "not picture"

# ---- places ----------------------------------------------------------------------------------------------------

# at PLACE "text in the state"
at() {
    claim "a run can stop at $1" 0 "$ouro" run --report state --to "$1" cycle.py
    says out "$2"
}
at start '"event": 1, '
at step:0 '"event": 1, '
at event:0 '"event": 0, '
at step:1 '"line": 2'
at line:3 '"line": 3'
at line:5 '"line": 5'
at 'line:5#3' '"line": 5'
at event:12 '"event": 12'
at gc:1 '"line": 7'
at end '"output": "1\n"'
claim "a run can stop where an object is freed" 0 "$ouro" run --report text --to free:y cycle.py
claim "a later time of a line is later" 0 "$ouro" run --report state --to 'line:5#1' cycle.py
cp out first
claim "..." 0 "$ouro" run --report state --to 'line:5#2' cycle.py
cmp -s first out && wrong "line:5#1 and line:5#2 are the same place"
for place in line:99 'line:5#9' step:99 event:999999 gc:7 mark:nowhere free:nothing; do
    claim "$place never comes, and that is said" 2 "$ouro" run --to "$place" cycle.py
    says err "$place"
done
for place in somewhere step: step:x step:-1 line:-1 event:x 'line:3#' gc:1.5; do
    claim "$place is no place, and what is one is said" 2 "$ouro" run --to "$place" cycle.py
    says err "step:N"
done
claim "the mark that was meant is named" 2 "$ouro" run --to mark:lots a-cycle-of-two
says err "did you mean mark:lost?"

# ---- what the program is told besides its output ------------------------------------------------------------

printf 'x = 1\nimport subprocess\n' >module.py
claim "a module that Python has and the simulator has not is refused before anything runs" 2 "$ouro" run module.py
says err "module.py:2:1: the module subprocess is not in the subset of Python that runs here"
says err "    import subprocess"
says err "here there are only"
printf 'import sys\nprint(1)\ndef f(a):\n    sys.setdlopenflags(a)\n    return copyright(a)\nfrom sys import setprofile\n' >names.py
claim "... and so are names, all at once, with their places" 2 "$ouro" run names.py
says err "names.py:4:5: setdlopenflags of the module sys is not"
says err "names.py:5:12: the built-in name copyright is not"
says err "           ^^^^^^^^^"
says err "names.py:6:1: setprofile of the module sys is not"
lacks out "1"
claim "... in the reader's language" 2 env LANGUAGE=ru "$ouro" run names.py
says err "встроенное имя copyright"
printf 'def copyright(name): return name\nprint(copyright("own"))\n' >own_copyright.py
claim "... but not what the program defines itself" 0 "$ouro" run own_copyright.py
says out "own"
mkdir -p beside && printf 'import json\nprint(json.x)\n' >beside/main.py
printf 'x = 5\n' >beside/json.py
claim "... or a file beside it" 0 "$ouro" run beside/main.py
says out "5"
printf 'name = input("who? ")\nprint("hello", name)\nprint(input())\n' >asks.py
claim "input() is a line of standard input" 0 sh -c 'printf "Ada\nlast" | "$1" run asks.py' sh "$ouro"
says out "who? hello Ada"
says out "last"
claim "... and an EOFError where there is none" 1 sh -c '"$1" run asks.py </dev/null' sh "$ouro"
says out "who? "
says err "EOFError: EOF when reading a line"
printf '{"format": 1, "title": "t", "input": ["Bob", ""], "steps": [{"code": "x = input()\\nprint(x, len(input()))"}]}' >asks.json
claim "... or of the scenario's own" 0 "$ouro" run asks.json
says out "Bob 0"
printf 'import sys\nprint(len(sys.stdin.read()))\n' >many.py
claim "... of many lines at once, each read once" 0 sh -c 'seq 20000 | "$1" run many.py' sh "$ouro"
says out "108894"
printf 'import nosuch\n' >stray.py
claim "... and what exists nowhere is an error of the program" 1 "$ouro" run stray.py
says err "No module named 'nosuch'"
lacks err "Python has a module"
printf '{"format": 1, "title": "t", "steps": [{"code": "import subprocess"}]}' >module.json
claim "a check says the same" 2 "$ouro" check module.json
says err "the module subprocess is not in the subset"
printf '{"format": 1, "title": "t", "settings": {"compile": "cells"}, "steps": [{"code": "x = 5"}, {"code": "print(x is 5)"}]}' \
    >literal.json
claim "a cell is warned of when it is compiled" 0 "$ouro" run literal.json
says err 'literal.json:2: SyntaxWarning: "is" with'
says err '  print(x is 5)'
claim "a picture for graphviz has the program's objects alone" 0 "$ouro" export --to dot --at mark:collect a-cycle-of-two
says out "Node #"
lacks out "__module__"

# ---- settings and options ---------------------------------------------------------------------------------------

claim "a setting changes the run" 0 "$ouro" run --set gc.threshold=[5,2,2] --report state cycle.py
says out '"threshold": 5'
claim "two settings both count" 0 "$ouro" run --set gc.enabled=false --set gc.threshold=[6,2,2] --report state cycle.py
says out '"threshold": 6'
says out '"gc_enabled": false'
claim "a shrunken allocator is shrunken" 0 "$ouro" run --set pymalloc.pool_bytes=1024 --set pymalloc.arena_bytes=4096 \
    --report state cycle.py
says out '"bytes": 4096'
claim "an unknown setting is refused with a suggestion" 2 "$ouro" run --set gc.enabld=true cycle.py
says err 'did you mean `enabled`'
claim "a value of the wrong kind is refused" 2 "$ouro" run --set gc.enabled=perhaps cycle.py
says err 'expected `true` or `false`'
claim "a setting without a value is refused" 2 "$ouro" run --set gc.enabled cycle.py
says err "KEY=VALUE"
claim "sizes that cannot be are refused" 2 "$ouro" run --set pymalloc.pool_bytes=1000 cycle.py
says err "power of two"
printf 'print({"a", "b", "c", "d", "e"})\n' >set.py
claim "the seed decides the order of a set, as PYTHONHASHSEED=2 does in 3.8" 0 "$ouro" run --seed 2 --python 3.8 set.py
says out "{'d', 'e', 'a', 'c', 'b'}"
claim "... and in 3.13" 0 "$ouro" run --seed 2 --python 3.13 set.py
says out "{'c', 'b', 'd', 'a', 'e'}"
claim "a seed that is no number is refused" 2 "$ouro" run --seed chance set.py
says err "hash_seed"
claim "an unknown language is refused" 2 "$ouro" list --lang de
says err "en or ru"
claim "the hostile options hold" 0 "$ouro" run --hostile check=3,collect cycle.py
claim "a failing allocation is a MemoryError" 1 "$ouro" run --hostile fail=3 cycle.py
says err "MemoryError"
for wish in check=0 check=4 check=x fail= fail=-1 fail=0 everything; do
    claim "--hostile $wish is refused" 2 "$ouro" run --hostile "$wish" cycle.py
    says err "--hostile takes"
done
for option in --ascii --no-color --no-mouse; do
    claim "$option is taken by every command" 0 "$ouro" run "$option" hello.py
done
claim "an option without its argument is refused" 2 "$ouro" run hello.py --python
says err "needs an argument"

# ---- files -----------------------------------------------------------------------------------------------------

claim "a program from standard input runs" 0 sh -c "echo 'print(6 * 7)' | '$ouro' run -"
says out "42"
claim "a scenario from standard input runs" 0 sh -c "'$ouro' new piped.json >/dev/null && '$ouro' run --report state - <piped.json"
is_json out
claim "a shipped lesson has a name" 0 "$ouro" run 14-a-cycle-of-two
cp out first
for name in a-cycle-of-two 14; do
    claim "... of which $name is enough" 0 "$ouro" run "$name"
    cmp -s first out || wrong "$name is another lesson"
done
claim "an unknown name says where the names are" 2 "$ouro" run 99-nothing
says err "ouro list"
claim "a folder is no program" 2 "$ouro" run "$work"
claim "an empty scenario is refused" 2 sh -c ": >empty.json; '$ouro' check empty.json"
says out "FAIL"
printf '\377\376x = 1\n' >bytes.py
claim "bytes that are no text are refused" 2 "$ouro" run bytes.py

claim "a new scenario can be made" 0 "$ouro" new my.json
claim "... and passes its check" 0 "$ouro" check my.json
says out "ok"
claim "... and is never overwritten" 2 "$ouro" new my.json
says err "exists already"
claim "a new program is Python" 0 "$ouro" new my.py
claim "... which runs" 0 "$ouro" run my.py
says out "[1, 2, 3, 4]"
claim "a lesson is never Python" 2 "$ouro" new --lesson other.py
says err "other.json"
claim "a new lesson too" 0 "$ouro" new --lesson lesson.json
claim "... passes its check" 0 "$ouro" check lesson.json
claim "... under every version" 0 sh -c "for v in $(echo $pythons); do '$ouro' check --python \$v lesson.json || exit; done"
claim "... and under the hostile options" 0 "$ouro" check --hostile check=2,collect lesson.json
claim "a file that cannot be written is an error" 2 "$ouro" new no-such-folder/my.json
says err "cannot write"
sed 's/"refcount(a)": 2/"refcount(a)": 5/' my.json >wrong.json
claim "a claim that does not hold fails the check" 1 "$ouro" check wrong.json
says err 'expect["refcount(a)"]'
says err "expected 5; found 2"
sed "s/print('done')/print('almost')/" lesson.json >output.json
claim "an output that differs is shown as it is written down" 1 "$ouro" check output.json
says err 'done\n'
says err 'almost\n'
cat >reported.json <<'END'
{"format": 1, "title": "An error that is only reported", "steps": [
  {"code": ["class Loud:", "    def __del__(self):", "        raise ValueError('unheard')", "a = Loud()"]},
  {"code": ["a = None", "print('on')"], "output": "on\n"}]}
END
claim "an error in __del__ ends no step" 0 "$ouro" check reported.json
sed 's/"steps"/"settings": {"compile": "cells"}, "steps"/; s/"a = Loud()"\]/"a = Loud()", "1 \/ 0"], "raises": "ZeroDivisionError"/' reported.json >cells.json
claim "... nor after a cell that an exception did end" 0 "$ouro" check cells.json
cat >truth.json <<'END'
{"format": 1, "title": "What == gives may be any object", "steps": [
  {"code": ["class Answer:", "    def __repr__(self):", "        return 'True'", "    def __bool__(self):", "        return False"]},
  {"code": ["class Odd:", "    def __eq__(self, other):", "        return Answer()", "x = Odd()"], "expect": {"x": 1}}]}
END
claim "a comparison is judged by its truth, not by its repr" 1 "$ouro" check truth.json
sed "s/'True'/'no'/; s/return False/return True/" truth.json >truth2.json
claim "... either way" 0 "$ouro" check truth2.json
claim "standard input is a scenario too" 0 sh -c "'$ouro' check - <my.json"
claim "one bad file does not hide the others" 1 "$ouro" check wrong.json my.json
says out "ok"
says out "FAIL"
claim "an unreadable file is worse than a claim that does not hold" 2 "$ouro" check wrong.json nothing.json my.json
says out "ok"
claim "all shipped lessons hold" 0 "$ouro" check "$root"/scenarios/*.json
claim "the check speaks Russian" 0 "$ouro" check --lang ru my.json
translated out "3 проверки"

claim "lessons are listed" 0 "$ouro" list
says out "14-a-cycle-of-two"
claim "... in Russian" 0 "$ouro" list --lang ru
says out "начальный  "
lacks out beginner
says out "Два имени"
claim "... as JSON" 0 "$ouro" list --json
is_json out
says out '"steps":'
mkdir mine && cp my.json mine
claim "... of any folder" 0 "$ouro" list mine
says out "My first scenario"
cp empty.json mine
claim "... where a wrong file does not hide the others" 2 "$ouro" list mine
says out "My first scenario"
says err "empty.json"
claim "a folder that is not there is an error" 2 "$ouro" list no-such-folder
says err "cannot read the folder"

claim "the numbers of all Pythons stand side by side" 0 "$ouro" versions
says out "size of an arena"
says out "3.13.0"
claim "... in Russian" 0 "$ouro" versions --lang ru
says out "размер арены"
claim "... as JSON" 0 "$ouro" versions --json
is_json out
printf 'a = [1, 2]\na.append(3)\nimport sys\nprint(hasattr(dict, "__or__"), "\\033[31m")\n' >two.py
claim "a program is compared in two Pythons" 1 "$ouro" compare two.py --python 3.8,3.11
says out "after line 2"
says out "size of a                            104                120"
says out "room in a"
says out "False"
says out "ouro play two.py --python 3.8 --at event:"
says out "What differs between these versions in such matters"
no_escape out
claim "... in Russian" 1 "$ouro" compare two.py --python 3.8,3.11 --lang ru
translated out "после строки 2"
claim "... as JSON" 1 "$ouro" compare two.py --python 3.8,3.11 --json
is_json out
says out '"aspect": "room", "of": "a", "step": 2, "line": 2, "values": ["6", "8"]'
claim "... with itself" 0 "$ouro" compare two.py --python 3.11,3.11
says out "No difference"
claim "a comparison needs two versions" 2 "$ouro" compare two.py --python 3.8
says err "takes two of $(echo $pythons | sed 's/ /, /g')"
claim "... that there are" 2 "$ouro" compare two.py --python 3.8,2.7
says err "there is no Python 2.7 here"
claim "... and a file" 2 "$ouro" compare no-such.py --python 3.8,3.11
says err "no-such.py"

# ---- verify: interpreters that say what they are told to --------------------------------------------------------

printf 'a = [1]\nprint(len(a))\n' >true.py
pretend() { # FILE SIZE: a Python 3.11.7 in which the list has this size
    cat >"$1" <<END
#!/bin/sh
[ "\$2" = -c ] && { printf '3.11.7\n%s' "\$0"; exit; }
for file; do :; done
sed -n 2p "\$file" | grep -q ouro || echo 1
grep -q ouro "\$file" && printf '\0ouro\n= name\ta\tthere\n= size\ta\t$2\n.\n'
exit 0
END
    chmod +x "$1"
}
pretend "$work/honest" 64
pretend "$work/liar" 999
claim "a program is verified" 0 "$ouro" verify true.py --with "$work/honest"
says out "No difference"
claim "... in Russian too" 0 "$ouro" verify true.py --with "$work/honest" --lang ru
translated out "Никаких различий"
claim "... and what differs is said" 1 "$ouro" verify true.py --with "$work/honest,$work/liar"
says out "size of a                            64                 999"
says out "ouro play true.py --python 3.11 --at event:"
claim "... as JSON" 1 "$ouro" verify true.py --with "$work/liar" --json
is_json out
printf '#!/bin/sh\ncase "$2" in -c) printf "3.11.7\\n%%s" "$0" ;; *) echo "out of order" >&2 ;; esac\n' >silent
chmod +x silent
claim "an interpreter that tells nothing proves nothing" 1 "$ouro" verify true.py --with "$work/silent"
says err "was seen up to statement 0 only"
says err "out of order"
claim "without any Python there is nothing to verify with" 2 env PATH=/nowhere "$ouro" verify true.py
says err "no Python 3"
claim "... nor with what is none" 2 "$ouro" verify true.py --with /bin/true
claim "a lesson that asks the allocator cannot be verified" 2 "$ouro" verify 19 --with "$work/honest"
says err "asks the allocator"
claim "nor one with finalizers of another time" 2 "$ouro" verify 38 --with "$work/honest"
says err "before Python 3.4"
claim "nor one without the GIL" 2 "$ouro" verify 48 --with "$work/honest"
says err "without the GIL"
claim "nor one that never ends" 2 "$ouro" verify 49 --with "$work/honest"
says err "for ever"
real=$(command -v python3) && real_version=$("$real" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
if echo "$pythons" | grep -qx "$real_version"; then
    claim "the Python of this computer says the same" 0 "$ouro" verify 02 --with "$real"
fi

claim "what differs between two Pythons is told with its source" 0 "$ouro" versions 3.8 3.11
says out "4096 -> 16384  size of a pool"
says out "- Every call makes a frame object on the heap"
says out "bpo-46845; 3.11 - 3.13"
says out "112"
lacks out "PEP 667"
claim "... in both directions" 0 "$ouro" versions 3.11 3.8
says out "16384 -> 4096  size of a pool"
says out "+ Every call makes a frame object on the heap"
claim "... in Russian" 0 "$ouro" versions 3.8 3.11 --lang ru
says out "Каждый вызов создаёт объект-кадр"
claim "... as JSON" 0 "$ouro" versions 3.12 3.13 --json
is_json out
says out '"comes": true'
claim "... also when they are the same" 0 "$ouro" versions 3.8 3.8
says out "Nothing differs."
all=$("$ouro" versions --json --lang en | sed -n 's/.*"name": "\(3[.0-9]*\)", "release".*/"\1", /p' | tr -d '\n' | sed 's/, $//')
claim "the schema knows the same Pythons" 0 grep -F "\"python\": {\"enum\": [$all]" "$root/assets/scenario.schema.json"
claim "the README names those that can be run" 0 grep -F "Profiles: $(echo $pythons | sed 's/ /, /g; s/, \([^,]*\)$/ and \1/')." "$root/README.md"
claim "a Python that is not there is an error" 2 "$ouro" versions 3.8 3.14
says err "3.6, 3.7, 3.8, 3.9, 3.10, 3.11, 3.12, 3.13"
claim "one Python alone is an error" 2 "$ouro" versions 3.8
says err "two of 3.6"

awk '/^```json$/ { on = 1; next } /^```$/ && on { exit } on' "$root/README.md" >readme.json
claim "the lesson in the README holds" 0 "$ouro" check readme.json
says out "1 question"
sed 's/"refcount(a)": 1/"refcount(a)": 2/' readme.json >wrong.json
claim "... and what the README says of a wrong one is so" 1 "$ouro" check wrong.json
tail -n 2 err >last
sed -n '/^FAIL  my.json$/,/^```$/p' "$root/README.md" | sed -n 3p >expected
[ -s expected ] && tail -n 1 last | cmp -s - expected || wrong "the words differ: $(cat last)"

# ---- pictures --------------------------------------------------------------------------------------------------

for kind in svg txt json dot; do
    claim "export writes $kind" 0 "$ouro" export my.json --to $kind --at step:2 -o "picture.$kind"
    [ -s "picture.$kind" ] || wrong "picture.$kind is empty"
    claim "... or prints it" 0 "$ouro" export my.json --to $kind --at step:2
    cmp -s out "picture.$kind" || wrong "$kind is another on standard output"
done
is_json picture.json
if command -v python3 >/dev/null; then
    python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' picture.svg || wrong "the SVG is no XML"
fi
grep -q '^digraph' picture.dot || wrong "the dot file is no graph"
claim "a screen has the size asked" 0 "$ouro" export my.json --to txt --size 80x24
[ "$(wc -l <out)" -eq 24 ] || wrong "80x24 has $(wc -l <out) lines"
claim "... in ASCII alone" 0 "$ouro" export my.json --to txt --ascii
LC_ALL=C grep -q '[^ -~]' out && wrong "--ascii has other characters"
claim "... in Russian" 0 "$ouro" export my.json --to txt --lang ru
says out "Второе имя того же списка."
translated out "Программа"
claim "... of another version" 0 "$ouro" export my.json --to txt --python 3.8
says out "Python 3.8"
claim "... of a program" 0 "$ouro" export cycle.py --to txt --at line:6
for size in 10x10 80 80x x24 9999x24 80x24x2; do
    claim "the size $size is refused" 2 "$ouro" export my.json --to txt --size $size
    says err "--size is"
done
claim "an unknown kind is refused" 2 "$ouro" export my.json --to gif
says err "gif"
claim "a missing kind is refused" 2 "$ouro" export my.json
says err "--to svg"
for kind in txt dot; do
    claim "a place that never comes makes no $kind" 2 "$ouro" export my.json --to $kind --at step:99 -o never
    [ -e never ] && wrong "a file was left behind"
done
claim "a file that cannot be written is an error" 2 "$ouro" export my.json --to json -o no-such-folder/x.json
says err "cannot write"
if [ -w /dev/full ]; then
    claim "a full disk is an error" 1 sh -c "'$ouro' export my.json --to json >/dev/full"
    says err "cannot write"
fi

claim "without a terminal the player names 'ouro run'" 2 "$ouro" play my.json
says err "ouro run"
claim "... and the browser too" 2 "$ouro" browse
says err "ouro run"
claim "... in Russian too" 2 "$ouro" --lang ru my.json
translated err "стандартный вывод"

# ---- foreign text ----------------------------------------------------------------------------------------------

printf '{"format": 1, "title": "a\\u001b[31mb", "steps": [{"code": "x = 1"}]}' >control.json
claim "control characters in a title are refused" 2 "$ouro" check control.json
no_escape err
printf '{"format": 1, "title": "t", "steps": [{"code": "x = 1", "nöte\\u001b[31m": 1}]}' >key.json
claim "a wrong key is shown without its escapes" 2 "$ouro" check key.json
no_escape err
printf 'x = "\\033[31mred"\nprint(len(x))\n' >escape.py
for kind in txt svg json dot; do
    claim "a string full of escapes leaves none in $kind" 0 "$ouro" export escape.py --to $kind --at line:2
    no_escape out
done
claim "... nor in a transcript" 0 "$ouro" run --report text escape.py
no_escape out

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
