import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(100), sys.getrecursionlimit())


def forever():
    return forever()


try:
    forever()
except RecursionError as e:
    print(str(e)[:32])
old = sys.getrecursionlimit()
sys.setrecursionlimit(200)
try:
    depth(500)
except RecursionError:
    print("sooner")
finally:
    sys.setrecursionlimit(old)


def hanoi(n, a, b, c):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(list(hanoi(3, "A", "B", "C")))


def flatten(x):
    for y in x:
        if isinstance(y, list):
            yield from flatten(y)
        else:
            yield y


print(list(flatten([1, [2, [3, []], 4]])))
memo = {}


def fib(n):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


print(fib(90))


class Node:
    def __init__(self, *kids):
        self.kids = kids

    def __repr__(self):
        return "Node(%s)" % ", ".join(map(repr, self.kids))


print(Node(Node(), Node(Node())))
l = []
l.append(l)
d = {"self": l}
print(l, d, l == l)
try:
    print([l] == [[l]])
except RecursionError as e:
    print("RecursionError")
