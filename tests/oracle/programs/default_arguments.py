def add(x, acc=[]):
    acc.append(x)
    return acc
a = add([1])
b = add([2])
c = add([3], [])
del a
del b, c
d = add.__defaults__
del add
del d
