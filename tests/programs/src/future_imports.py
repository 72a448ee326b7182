# Imports from __future__: what may be named, where they may stand, what annotations must not hold; code that is
# executed as text inherits the features of the code around it.
import __future__

print(__future__.all_feature_names, __future__.__all__)
for name in __future__.all_feature_names:
    print(name, getattr(__future__, name))


def attempt(text):
    try:
        exec(text, {"__name__": "inner"})
    except SyntaxError as error:
        print(error, error.lineno, error.offset, getattr(error, "end_lineno", 0), getattr(error, "end_offset", 0))
    else:
        print("ran")


attempt('from __future__ import braces')
attempt('from __future__ import nope')
attempt('from __future__ import annotations, nope')
attempt('from __future__ import *')
attempt('x=1\nfrom __future__ import annotations')
attempt('"doc"\n"second"\nfrom __future__ import annotations')
attempt('def f():\n    from __future__ import annotations')
attempt('if 1:\n    from __future__ import division')
attempt('try: pass\nfinally:\n    from __future__ import division')
attempt('x = 1\nfrom __future__ import nope')
attempt('from __future__ import annotations\ndef f(x: (yield)): pass')
attempt('from __future__ import annotations\nclass A:\n    x: (y := 3)')
attempt('from __future__ import annotations\ndef f():\n    x: [1, (yield 3)] = 5')
attempt('from __future__ import annotations\ndef f(*a: {1: (yield)}, **k: (b := 1)): pass')
attempt('from __future__ import annotations\nx: lambda: (yield)\ny: [z := 1 for i in ()]\n')
attempt('"doc"\nfrom __future__ import (annotations as a,\n   division)\nprint(a, __annotations__ if "x" in dir() else "")\nclass D:\n    x: D\nprint(D.__annotations__)')
attempt('from __future__ import annotations\nfrom __future__ import generator_stop, division\nx: int | nope = 1\nprint(__annotations__)')
attempt('from __future__ import barry_as_FLUFL\nprint(1 == 1)')

exec("from __future__ import annotations\ndef f(a: nope): pass\nexec('def g(b: nope): pass')\nprint(f.__annotations__, g.__annotations__)")
exec("from __future__ import annotations\nprint(eval('lambda: 0').__code__.co_flags & 0x1000000)")
print(eval("lambda: 0").__code__.co_flags & 0x1000000)
