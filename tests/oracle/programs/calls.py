def combine(left, right):
    both = [left, right]
    same = both
    return same
one = [1]
two = [2]
got = combine(one, two)
def countdown(n):
    if n == 0:
        return [n]
    here = [n]
    rest = countdown(n - 1)
    return here + rest
steps = countdown(2)
def outer():
    kept = [7]
    def inner():
        return kept
    return inner
func = outer()
value = func()
del func
def defaults(a, b=[], *rest, c=3, **more):
    return [a, b, rest, c, more]
got = defaults(1)
got = defaults(1, 2, 3, 4, c=5, d=6)
words = {"c": 7}
got = defaults(*one, **words)
short = lambda x: [x]
got = short(3)
