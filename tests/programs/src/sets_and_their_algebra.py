a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a < b, {1} < a, a.isdisjoint({9}), a.issuperset([1, 2]))
a |= {7}
a.add(2)
a.discard(99)
print(sorted(a), len(a), 7 in a, a.pop() in (1, 2, 3, 7))
f = frozenset("ab")
d = {f: "value"}
print(d[frozenset("ba")], f | {"c"} == {"a", "b", "c"}, type(f | {"c"}).__name__, type({"c"} | f).__name__, hash(f) == hash(frozenset("ba")))
print(set("abc").union([1], (2,)) == {"a", "b", "c", 1, 2}, a.intersection([1, 2, 3], [2]), {1, 2}.symmetric_difference([2, 3]))
c = {1, 2, 3}
c.intersection_update({2, 3, 4})
c.difference_update({3})
c.symmetric_difference_update({2, 5})
print(c, c.copy() is c, bool(set()), set() == frozenset())
for bad in ("{[]}", "a.remove(99)", "set().pop()", "a + b", "a | [1]", "{1, {2}}", "set(3)", "frozenset().add(1)"):
    try:
        print(eval(bad))
    except (TypeError, KeyError, AttributeError) as e:
        print(bad, "->", type(e).__name__, e)
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)
