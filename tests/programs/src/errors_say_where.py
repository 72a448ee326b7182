# Which errors know the object and the name that they are about.
import gc, sys


class A: pass
class S: __slots__ = "x", "y"
class D: pass
class P:
    @property
    def q(self): return 1
class H:
    def __getattr__(self, name): raise AttributeError("none")
class G:
    def __getattribute__(self, name): raise AttributeError(name)
class T:
    def __setattr__(self, name, value): object.__setattr__(self, name + "_", value)
class Q:
    __slots__ = "z",
    def __setattr__(self, name, value): object.__setattr__(self, name + "_", value)
class C:
    def __get__(self, o, t): return o.missing
class U:
    c = C()
a, s, p, h, g, t, q, u = A(), S(), P(), H(), G(), T(), Q(), U()
f = len
names = "a s p h g t q u A S f gc".split()


def told(e):
    obj = getattr(e, "obj", "none")
    for name in names:
        if obj is globals()[name]: obj = name
    if type(obj) is not str and type(obj) is not int: obj = type(obj).__name__
    return getattr(e, "name", "none"), obj


def attempt(text):
    try: exec(text, globals())
    except Exception as e: print(text, "->", type(e).__name__, told(e), e)
    else: print(text, "->")


for text in ("object.__getattribute__(a, 'k')", "a.k", "a.k()", "getattr(a, 'k')", "del a.k", "A.k", "A.k()",
             "del A.k", "type.__getattribute__(A, 'k')", "s.x", "s.k", "s.k = 1", "del s.x", "del s.k",
             "object.__setattr__(s, 'k', 1)", "object.__delattr__(a, 'k')", "object.__delattr__(s, 'k')",
             "p.q = 1", "del p.q", "p.k", "h.k", "h.k()", "g.k", "t.k = 1", "q.k = 1", "u.c", "u.k",
             "(5).k = 1", "(5).real = 1", "del (5).k", "del (5).real", "[].append = 1", "del [].append", "f.k", "f.k = 1",
             "len.__name__ = 1", "''.k", "''.k()", "(1, 2).k = 3", "[].k = 1", "{}.k = 1", "None.k", "None.k = 1", "gc.k", "gc.k()",
             "import gc.k", "del gc.k", "super(A, a).k", "super(A, a).k()", "super(A, a).k = 1",
             "from gc import k", "from sys import k, l", "import nothere", "import nothere.k", "from nothere import k",
             "from . import k", "from .k import l", "k", "k()", "del k", "exec('k', {})",
             "def fn():\n  k\n  k = 1\nfn()", "def fn():\n  def g(): return k\n  g()\n  k = 1\nfn()",
             "class K:\n  k", "class K:\n  del k", "def fn():\n  del k\nfn()", "def fn():\n  global zz\n  del zz\nfn()",
             "raise AttributeError('x')", "raise AttributeError('x', name='n', obj=3)", "raise NameError('x', name='n')"):
    attempt(text)


class Dies:
    def __del__(self): print("gone")
print("failed stores keep what they failed on")
d = {1: Dies()}
try: d.x = 1
except AttributeError as d: print("handler")
print("after")
d = [Dies()]
try: d.x
except AttributeError as d: print("handler")
print("after")
