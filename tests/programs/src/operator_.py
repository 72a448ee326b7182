import operator
from operator import attrgetter, itemgetter, methodcaller


def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(type(e).__name__, e)


print(operator.add(1, 2), operator.mul("a", 3), operator.truediv(1, 2), operator.pow(2, 10), operator.mod("%s!", "a"))
print(operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3), operator.invert(5), operator.inv(5), operator.neg(3), operator.pos(-3))
print(operator.lt(1, 2), operator.ge(1, 2), operator.eq("a", "a"), operator.ne(1, 1.0), operator.not_([]), operator.truth([0]))
print(operator.is_(None, None), operator.is_not(1, None), operator.contains("abc", "b"), operator.countOf([1, 2, 1], 1), operator.indexOf("abc", "c"))
print(operator.index(True), operator.abs(-3), operator.concat([1], [2]), operator.getitem("abc", slice(0, 2)), operator.length_hint(iter([1, 2])))
data = [1, 2, 3]
operator.setitem(data, 0, "x")
operator.delitem(data, 1)
same = operator.iadd(data, [4])
print(data, same is data, operator.iconcat(data, [5]) is data, operator.isub(5, 2), operator.imul([1], 2), operator.__add__(1, 1))
first = itemgetter(0)
print(first("abc"), itemgetter(2, 0)("abc"), itemgetter("k")({"k": 1}), itemgetter(slice(1, None))("abc"), first, itemgetter(1, "a"))


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def scaled(self, by, *, plus=0):
        return self.x * by + plus


p = Point(1, Point(2, 3))
print(attrgetter("x")(p), attrgetter("y.y")(p), attrgetter("x", "y.x")(p), attrgetter("a.b", "c"), attrgetter("x"))
print(methodcaller("scaled", 3)(p), methodcaller("scaled", 3, plus=1)(p), methodcaller("upper")("abc"), methodcaller("m", 1, a=2))
print(sorted([(2, "b"), (1, "c"), (2, "a")], key=itemgetter(0)), max([Point(3, 1), Point(1, 2)], key=attrgetter("y")).x)
print(sorted({"b": 1, "a": 2}.items(), key=itemgetter(1), reverse=True), list(map(operator.itemgetter(-1), ["ab", "cd"])))
for f, *args in ((first, []), (itemgetter(3), "abc"), (itemgetter,), (first,), (attrgetter, 1), (attrgetter,), (attrgetter("z"), p),
                 (methodcaller,), (methodcaller, 1), (methodcaller("z"), p), (operator.add, 1), (operator.add, 1, "a"),
                 (operator.index, 1.5), (operator.indexOf, [1], 2), (operator.not_,), (operator.contains, 1, 2), (operator.concat, 1, 2),
                 (operator.lt, 1, "a"), (operator.neg, "a"), (operator.getitem, [1], 5), (operator.length_hint, [], "a")):
    attempt(f, *args)
print(itemgetter(1).__reduce__()[1], attrgetter("a.b", "c").__reduce__()[1], itemgetter.__module__, type(first))
if hasattr(operator, "call"):
    print(operator.call(max, 1, 2, key=lambda x: -x))
print("call" in operator.__all__, len(operator.__all__), operator.add.__module__)
