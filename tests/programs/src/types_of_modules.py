# A built-in class of a module: its names, its repr, what messages call it. And object.__setattr__ on what stores its own way.
import sys, weakref
class O: pass
o = O()
r = weakref.ref(o)
for t in weakref.ref, type(sys.implementation), int, type(None), type(len):
    print(t, t.__module__, t.__name__, t.__qualname__)
print(repr(r).split(" at")[0], type(r) is weakref.ReferenceType, type(r).__name__)
def attempt(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class R(weakref.ref): pass
print(R.__bases__, R, R.__module__)
for f in (lambda: r.x, lambda: r + 1, lambda: setattr(weakref.ref, "x", 1), lambda: weakref.ref(5), lambda: len(r), lambda: r[0],
          lambda: object.__setattr__(str, "foo", 42), lambda: object.__delattr__(str, "lower"), lambda: object.__setattr__(O, "foo", 42),
          lambda: object.__delattr__(O, "foo"), lambda: object.__setattr__(sys, "foo", 42), lambda: type.__setattr__(O, "foo", 1),
          lambda: object.__setattr__(type, "a", 1), lambda: object.__setattr__(o, "a", 1), lambda: o.a, lambda: object.__delattr__(o, "a"), lambda: o.a,
          lambda: object.__setattr__(len, "a", 1), lambda: object.__setattr__(super(O, o), "a", 1), lambda: object.__setattr__(O.__init__, "a", 1)):
    attempt(f)
class S(str):
    def __hash__(self): return 7
    def __eq__(self, other): return str.__eq__(self, other)
class T(str): pass
class K: pass
k = K()
for name in S("msg"), T("msg"), S("other"), T("other"):
    k = K()
    k.msg = 1
    attempt(lambda: getattr(k, name))
    attempt(lambda: hasattr(k, name))
    attempt(lambda: getattr(k, name, "default"))
    attempt(lambda: setattr(k, name, 2))
    attempt(lambda: k.msg)
    attempt(lambda: sorted(k.__dict__))
    attempt(lambda: delattr(k, name))
    attempt(lambda: sorted(k.__dict__))
    k = K()
    k.msg = 1
    attempt(lambda: delattr(k, name))
    attempt(lambda: sorted(k.__dict__))
    attempt(lambda: getattr(K, name))
    attempt(lambda: setattr(K, name, 5))
    attempt(lambda: (K.__dict__.get("msg"), K.__dict__.get("other")))
    attempt(lambda: delattr(K, name))
