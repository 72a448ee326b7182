def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class A: pass
class M:
    def __mro_entries__(self, bases): return (A,)
def c(b):
    class T(b): pass
    return T
def c2(b):
    class T(A, b): pass
    return T
for b in (5, "a", None, object(), A(), len, M(), (1,), bool, type(None)):
    show(lambda: type("T", (b,), {}))
    show(lambda: type("T", (A, b), {}))
    show(lambda: c(b))
    show(lambda: c2(b))
T = type("T", (), {})
print(T, T.__module__, T.__qualname__, list(T.__dict__)[:1])
print(type("T", (), {"__module__": 5}).__module__)
space = {"__name__": "other"}
exec("T = type('T', (), {})\ndef f(): return type('U', (T,), {'x': 1})", space)
print(space["T"], space["f"](), list(space["f"]().__dict__)[:2])
exec("T = type('T', (), {})", {"__builtins__": __builtins__}, space)
print(space["T"])
