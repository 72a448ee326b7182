import sys, types, math
m = types.ModuleType("made", "doc")
exec("x = 1\ndef f(): return x\nclass C: pass", m.__dict__)
print(m, m.f(), m.C, m.__doc__, m.__name__, "x" in dir(m))
sys.modules["made"] = m
import made
from made import x as renamed
print(made is m, renamed, made.f.__module__, made.C.__module__)
made.x = 7
print(made.f(), hasattr(made, "nope"), type(math).__name__, math.__name__, __name__)
for bad in ("import nothing_like_this", "from math import nope", "from made import q", "import made.sub"):
    try:
        exec(bad)
    except ImportError as e:
        print(type(e).__name__, e.name)
m.__getattr__ = lambda name: "dynamic " + name
print(m.anything)
del sys.modules["made"]
try:
    import made
except ModuleNotFoundError as e:
    print(e)
print(sys.version_info[0], sys.byteorder, sys.maxsize == 2 ** 63 - 1, sys.getrecursionlimit(), "math" in sys.modules, sys.implementation.name)
ns = {}
exec("a = 1; b = a + 1", ns)
print(ns["b"], eval("a * 10", ns), eval("x + y", {"x": 1}, {"y": 2}), compile("1 + 1", "<s>", "eval").co_consts[0] if False else eval(compile("1 + 1", "<s>", "eval")))
