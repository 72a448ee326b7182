# The order of a display of constants: up to 3.8 a set is filled by it, later one is copied that was made twice.
print(list({1e300, 'key3', 37}))
print(list({45248, b'k', 137438953472, True, 1e300, 2.0}))
print(list({8, 16, 24, 0, 32}), list({'a', 'b', 'c', 'd', 'e', 'f', 'g'}))
print(list({-1, -2, 1, 2, 3.5, 'xx', b'x'}), list({1 << 61, 2, 1 << 62, 4}))
print(list({64, 128, 192, 256, 320, 1, 65, 129}), list({(1, 2), (2, 1), (3, 4), (5, 6)}))
def f(x): return x in {17, 33, 1, 49, 65}
for c in f.__code__.co_consts:
    if type(c) is frozenset: print(list(c))
s = {1e300, 'key3', 37, f}
print(len(s), list({*{1e300, 'key3', 37}}), list(frozenset({1e300, 'key3', 37})))
