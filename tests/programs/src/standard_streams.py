import sys
from typing import List, Optional

for name in 'mode line_buffering closed newlines buffer name'.split():
    print(name, getattr(sys.stdout, name), getattr(sys.stderr, name))
print(sys.stdout.writable(), sys.stdout.readable(), sys.stdout.isatty(), sys.stdout.fileno(), sys.stderr.fileno(), sys.stderr.errors)
sys.stdout.writelines(['a\n', 'b\n'])
print(sys.stdout.write('abc\n'), sys.stdout.buffer.fileno())
sys.stdout.flush()
print(sys.stdout.buffer.write(b'bytes\n'), file=sys.stderr)
sys.stdout.buffer.write(bytearray(b'more\n'))
sys.stdout.buffer.flush()
for wrong in lambda: sys.stdout.write(b'x'), lambda: sys.stdout.buffer.write('x'), lambda: sys.stdout.writelines(3), lambda: sys.stdout.writelines([3]):
    try:
        wrong()
    except TypeError as e:
        print(e)
try:
    from dataclasses import dataclass
except ImportError:
    pass
else:
    @dataclass
    class Shown:
        a: List[str]
        b: Optional[int] = None
        c: 'int' = 3
    print(Shown.__doc__)
