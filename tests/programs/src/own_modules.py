# Modules beside the program: run once, found in sys.modules, packages, circles, errors in each version's words.
import sys
import _own_helper
from _own_helper import times as t, X
import _own_helper as again
print(again is _own_helper, sys.modules["_own_helper"] is again, t(3), X, repr(again))
print(sorted(k for k in again.__dict__))
print(type(again.__builtins__).__name__, type(__builtins__).__name__, again.__cached__.split(".")[0])
try:
    from _own_helper import missing
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    _own_helper.missing
except AttributeError as e:
    print(e)
import _own_package.one
print(_own_package, _own_package.one.value, _own_package.two.VALUE, [m for m in sys.modules if "_own" in m])
from _own_package import *
print(one.__name__, both)
try:
    import _own_package.three
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from _own_package import three
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    import _own_helper.inner
except ImportError as e:
    print(type(e).__name__, e, e.name)
for i in range(2):
    try:
        import _own_circle_a
    except ImportError as e:
        print(type(e).__name__, e, "_own_circle_a" in sys.modules, "_own_circle_b" in sys.modules)
import _own_circle_c
print(_own_circle_c.late, _own_circle_c.v)
for i in range(2):
    try:
        import _own_broken
    except KeyError as e:
        print(e, "_own_broken" in sys.modules)
sys.modules["_own_none"] = None
try:
    import _own_none
except ImportError as e:
    print(type(e).__name__, e, e.name)
import _own_answers
from _own_answers import whisper
print(_own_answers.anything, whisper, hasattr(_own_answers, "odd"))
names = {}
exec("from _own_answers import *", names)
print(sorted(n for n in names if n[0] != "_"))
m = __import__("_own_package.one")
print(m.__name__, __import__("_own_package.one", fromlist=["value"]).__name__, __import__("one", m.__dict__, None, ["value"], 1).__name__)
for bad in ("__import__('')", "__import__(3)", "__import__('x', level=-1)"):
    try:
        eval(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
import builtins
real = builtins.__import__
def watching(name, *rest, **named):
    print("asked for", name, rest[2:], sorted(named))
    return real(name, *rest, **named)
builtins.__import__ = watching
from _own_package import two
import sys
builtins.__import__ = real
del sys.modules["_own_helper"]
import _own_helper as fresh
print(fresh is again, fresh.times is again.times)
kept = again.keep()
fresh.keep()
del kept
fresh.fail("from the module")
