import opcode
import __future__

print(len(opcode.opname), len(opcode.opmap), opcode.HAVE_ARGUMENT, opcode.EXTENDED_ARG, opcode.cmp_op)
print(sorted(opcode.opmap.items()))
print([name for name in opcode.opname if name[0] != "<"])
print(__future__.barry_as_FLUFL, __future__.CO_FUTURE_GENERATOR_STOP, getattr(__future__, "annotations", "none"))


def loops(items):
    total = 0
    for item in items:
        if item > 2 and item != 5:
            total += item
        elif item in (7, 8):
            continue
        else:
            break
    while total:
        total -= 1
    return [total, "x", None]


def guarded(a, *b, c=3, **d):
    try:
        return a.x[c](*b, **d)
    except (KeyError, ValueError) as error:
        a.error = error
        raise
    finally:
        print("done")


def nested(n):
    def inner():
        nonlocal n
        n += 1
        yield n
        yield from range(n)
    return {key: value for key, value in zip("ab", inner())}


def with_file(open_it):
    global seen
    with open_it() as f, f:
        seen = "%s" % f
    del seen
    assert f, "none"


class Point:
    limit = 3

    def __init__(self, x):
        super().__init__()
        self.x = -x if x else not x


far = "def far(a):\n    if a:\n" + "".join("        a.name%d = %d.5\n" % (i, i) for i in range(300)) + "    return a\n"
exec(far)
for code in (loops, guarded, nested, with_file, Point.__init__, far):
    code = code.__code__
    print(code.co_name, len(code.co_code), code.co_code)
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            print(const.co_name, const.co_code)
