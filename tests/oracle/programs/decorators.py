def told(f):
    def inner(*a):
        return f(*a)
    return inner
@told
def add(a, b):
    return a + b
n = add(1, 2)
kept = add.__closure__
del add
kept = None
def counted(f):
    f.calls = []
    return f
@counted
def twice(x):
    return [x, x]
pair = twice(3)
twice.calls.append(pair)
del pair
