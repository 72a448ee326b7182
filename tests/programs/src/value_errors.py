def t(fn):
    try:
        print(fn())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: int("12x"))
t(lambda: int("", 10))
t(lambda: int("9", 8))
t(lambda: float("abc"))
t(lambda: [].index(3))
t(lambda: [].remove(3))
t(lambda: [].pop())
t(lambda: [1].pop(5))
t(lambda: {}.popitem())
t(lambda: {}.pop("a"))
t(lambda: set().pop())
t(lambda: {1}.remove(2))
t(lambda: "abc".index("z"))
t(lambda: chr(-1))
t(lambda: range(1, 2, 0))
t(lambda: [1, 2][::0])
t(lambda: 1 // 0)
t(lambda: 1 % 0)
t(lambda: 1.0 / 0)
t(lambda: 1.0 // 0)
t(lambda: 1.0 % 0)
t(lambda: 0 ** -1)
t(lambda: divmod(1, 0))
t(lambda: 1 << -1)
t(lambda: (1, 2, 3).index(9))
t(lambda: [1, 2][9])
t(lambda: (1,)[5])
t(lambda: "abc"[10])
t(lambda: b"abc"[10])
t(lambda: range(3)[5])
t(lambda: {}["x"])
t(lambda: {}[1, 2])
t(lambda: max([]))
t(lambda: min(()))
t(lambda: next(iter([])))
t(lambda: "x".encode("nope"))
t(lambda: (1).nope)
t(lambda: [].nope)
t(lambda: "".nope)
t(lambda: print.nope)
t(lambda: int.nope)
t(lambda: undefined)
t(lambda: __import__("nope"))
t(lambda: 10 ** 400 * 1.0)
t(lambda: "{}".format())
t(lambda: "{a}".format())
t(lambda: "%(a)s" % {})
t(lambda: float("1e999"))
t(lambda: int(float("inf")))
t(lambda: int(float("nan")))
t(lambda: [1, 2, 3].__getitem__(1))
def setit():
    (1).x = 5
t(setit)
def setcls():
    int.x = 5
t(setcls)
def delit():
    l = [1]
    del l[5]
t(delit)
def delname():
    del nothing
t(delname)
def unpack1():
    a, b = [1]
t(unpack1)
def unpack2():
    a, b = [1, 2, 3]
t(unpack2)
def unpack3():
    a, *b, c = [1]
t(unpack3)
def unpack4():
    a, b = 5
t(unpack4)
def unpack5():
    for a, b in [(1, 2), (3,)]:
        print(a, b)
t(unpack5)
def sizechange():
    d = {1: 2}
    for k in d:
        d[k + 1] = 0
t(sizechange)
def setchange():
    s = {1}
    for k in s:
        s.add(k + 10)
t(setchange)
