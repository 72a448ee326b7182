# Standard input has nothing here: what input() and sys.stdin say of its end.
import sys

for ask in (input, lambda: input('prompt: '), lambda: input(1, 2)):
    try:
        print(ask())
    except (EOFError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(sys.stdin.readline()), repr(sys.stdin.read()), sys.stdin.readlines(), list(sys.stdin))
print(sys.stdin.name, sys.stdin.mode, sys.stdin.fileno(), sys.stdin.readable(), sys.stdin.writable(), sys.stdin.closed)
stdin, sys.stdin = sys.stdin, None
try:
    input()
except RuntimeError as e:
    print(e)


class Lines:
    def __init__(self, *lines):
        self.lines = list(lines)

    def readline(self):
        return self.lines.pop(0)


sys.stdin = Lines('one\n', 'two', '', 3)
for _ in range(4):
    try:
        print(repr(input('? ')))
    except (EOFError, TypeError) as e:
        print(type(e).__name__, e)
sys.stdin = stdin
