# Code objects: places of instructions, copies with other parts, comparison.
def f(a, b=2, *args, c, **kw):
    """Doc."""
    total = a + b
    for x in args:
        total += (
            x * c
        )
    return total, kw


def outer():
    y = 1

    def inner():
        return y
    return inner


code = f.__code__
if hasattr(code, "co_lines"):
    print([line - code.co_firstlineno if line else line for _, _, line in code.co_lines()])
    starts = list(code.co_lines())
    print(starts[0][0], starts[-1][1] == len(code.co_code), all(a[1] == b[0] for a, b in zip(starts, starts[1:])))
    print([(s, e, l) for s, e, l in outer.__code__.co_lines()])
if hasattr(code, "co_positions"):
    places = list(code.co_positions())
    print(len(places) * 2 == len(code.co_code), sorted(set(places), key=str)[:12])
    print(list(compile("x = 1\ny = x + 2", "t", "exec").co_positions()))
if hasattr(code, "replace"):
    def g(n):
        return "one", n

    other = g.__code__.replace(co_name="h", co_filename="elsewhere.py")
    print(other, g.__code__ == other, other.co_name, other.co_filename, other.co_consts == g.__code__.co_consts)
    changed = g.__code__.replace(co_consts=tuple("two" if c == "one" else c for c in g.__code__.co_consts))
    print(type(g)(changed, globals())(5), g(5), changed == g.__code__, g.__code__.replace() == g.__code__)
    g.__code__ = changed
    print(g(6))
    for wrong in ({"nonsense": 1}, {"co_name": 5}, {"co_consts": [1]}):
        try:
            g.__code__.replace(**wrong)
        except Exception as error:
            print(type(error).__name__, error)
same = [compile("a + 1", "t", "eval") for _ in range(2)]
print(same[0] == same[1], same[0] is same[1], hash(same[0]) == hash(same[1]), len(set(same)))
for a, b in (("0", "0.0"), ("0", "False"), ("0.0", "-0.0"), ("(0, 1)", "(0.0, 1)"), ("'a'", "b'a'"), ("a", "b"), ("a", "a")):
    print(a, b, compile(a, "t", "eval") == compile(b, "t", "eval"), compile(a, "t", "eval") != compile(b, "u", "eval"))
print(code == 5, code != 5, {code: 1}[f.__code__])
import types


def plain(a, b=1):
    return a, b, y


def closed():
    z = 1

    def i():
        return z
    return i


F = types.FunctionType
for e in ("F()", "F(1, 2)", "F(plain.__code__, 1)", "F(plain.__code__, {}, 1)", "F(plain.__code__, {}, None, 1)", "F(closed().__code__, {})",
          "F(plain.__code__, {}, closure=(types,))", "F(closed().__code__, {}, closure=())", "F(closed().__code__, {}, closure=(1,))",
          "F(plain.__code__, {'y': 3}, 'nm', (7,))(1)", "F(plain.__code__, {'y': 3}).__name__", "F(plain.__code__, globals()).__module__",
          "F(closed().__code__, {}, 'q', None, closed().__closure__)()", "F(plain.__code__, {}).__module__", "F(plain.__code__, {}, 'zz').__qualname__",
          "F(code=plain.__code__, globals={}, name='x', argdefs=(1,), closure=None).__defaults__", "types.MethodType(plain, 3).__self__"):
    try:
        print(e, repr(eval(e)))
    except Exception as error:
        print(e, type(error).__name__, error)
