from itertools import *
print(list(islice(count(5, 2), 3)), list(islice(cycle("ab"), 5)), list(repeat(0, 3)), list(accumulate([1, 2, 3, 4])), list(accumulate([3, 1, 2], max)))
print(list(chain("ab", [1])), list(chain.from_iterable(["cd", "e"])), list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 3, 2])), list(takewhile(lambda x: x < 3, [1, 3, 2])))
print([(k, list(g)) for k, g in groupby("aabbba")], list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", "c", fillvalue="-")), list(filterfalse(str.isdigit, "a1b2")))
print(list(product("ab", repeat=2)), list(permutations([1, 2, 3], 2)), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), list(islice("abcdefg", 1, None, 3)), list(islice(range(10), 4)))


def pairwise_(it):
    x, y = tee(it)
    next(y, None)
    return zip(x, y)


def grouper(it, n):
    return zip_longest(*[iter(it)] * n)


print(list(pairwise_("abc")), list(grouper("abcde", 2)), sum(1 for _ in permutations(range(4))))
for bad in ("islice([], -1)", "combinations('ab', -1)", "count('a')", "chain(1).__next__()", "product(1)", "list(repeat(1, 'x'))"):
    try:
        print(eval(bad))
    except (TypeError, ValueError) as e:
        print(bad, "->", type(e).__name__)
