import itertools
import operator
from itertools import (accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle,
                       dropwhile, filterfalse, groupby, islice, permutations, product, repeat, starmap, takewhile,
                       tee, zip_longest)


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(0.5, 0.5), 3)), count(3), count(3, 2))
c = count(2 ** 63 - 3)
print([next(c) for _ in range(5)], c)
print(list(islice(cycle("abc"), 7)), list(cycle([])), list(repeat(1, 3)), repeat(2), repeat(2, 5), list(repeat(1, -2)))
r = repeat("x", 3)
next(r)
print(r, r.__length_hint__())
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", "c"])), list(chain()))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 1, 6, 2)))
it = iter(range(10))
print(list(islice(it, 3, 3)), next(it), list(islice(it, None)), list(islice("abc", None, None, 2)))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(None, [0, 1, "", "a"])), list(filterfalse(lambda x: x % 2, range(6))))
print(list(compress("abcdef", [1, 0, 1, 0, 1])), list(compress(selectors=[1, 1], data="xyz")))
print(list(accumulate([1, 2, 3])), list(accumulate("abc")), list(accumulate([3, 1, 2], max)), list(accumulate([])))
print(list(accumulate([1, 2], initial=10)), list(accumulate([2, 3], func=operator.mul, initial=None)))
print(list(starmap(pow, [(2, 3), [3, 2]])), list(zip_longest("ab", "xyz", [1])), list(zip_longest("a", "bc", fillvalue="-")))
print([(k, list(g)) for k, g in groupby("aabbbca")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
g = groupby("aab")
k, first = next(g)
k2, second = next(g)
print(k, list(first), k2, list(second))
a, b = tee("abc")
print(next(a), next(a), list(b), list(a), tee([1], 0), len(tee([1], 3)))
long1, long2 = tee(range(200))
print(sum(long1), sum(islice(long2, 100)), next(long2))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])), list(product(repeat=0)))
print(list(combinations("abcd", 2)), list(combinations([1], 2)), list(combinations([1], 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement([], 1)))
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations([], 0)), list(permutations("ab", 3)))
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 4))), len(list(product(range(5), repeat=3))))
for name in ("pairwise", "batched"):
    f = getattr(itertools, name, None)
    if f and name == "pairwise":
        print(list(f("abcd")), list(f("a")), list(f([])))
    elif f:
        print(list(f("abcdefg", 3)), list(f([], 2)))
        attempt(f, "abc", 0)
for f, args, kw in ((islice, ([], -1), {}), (islice, ([], 1, -1), {}), (islice, ([], 0, 1, 0), {}), (islice, ([],), {}),
                    (count, ("a",), {}), (repeat, (), {}), (cycle, (3,), {}), (combinations, ("ab", -1), {}),
                    (permutations, ("ab", "c"), {}), (product, ([1],), {"repeat": -1}), (takewhile, (None,), {}),
                    (chain.from_iterable, (3,), {}), (tee, ([], -1), {}), (groupby, (3,), {}), (starmap, (pow,), {}),
                    (zip_longest, ([],), {"fill": 1}), (lambda: list(starmap(pow, [1])), (), {}),
                    (lambda: list(chain([1], 2)), (), {}), (lambda: list(takewhile(3, [1])), (), {}),
                    (lambda: len(count()), (), {}), (lambda: repeat(1).__length_hint__(), (), {})):
    attempt(f, *args, **kw)


def failing():
    yield 1
    raise ValueError("stop here")


for make in (chain, cycle, accumulate, lambda x: islice(x, 5), lambda x: zip_longest(x, "abc"), lambda x: tee(x)[1], groupby):
    attempt(lambda: [0 for _ in make(failing())])


class Sub(chain):
    pass


s = Sub("ab")
s.name = 1
print(list(s), s.name, type(s).__name__, chain.__module__, type(tee([])[0]).__name__)
