import sys
class Bad:
    def __add__(self, o):
        raise ValueError("add")
    def __getitem__(self, k):
        raise KeyError(k)
    def __call__(self, *a):
        raise TypeError("call")
    @property
    def attr(self):
        raise AttributeError("attr")
b = Bad()
def one(): return b + 1
def two(): return (b  +  1) * 2
def three():
    x = [1, 2]
    return x[0] + b[3]
def four():
    return one() + two()
def five():
    a = 1; y = b(1, 2) + 3; z = 4
def six():
    return b.attr
def seven():
    d = {"k": {}}
    return d["k"]["missing"]["x"]
def eight():
    return len(5)
def nine():
    x = "é" + str(1) + undefined_thing
def ten():
    raise RuntimeError(
        "multi"
        "line"
    )
def eleven():
    return one(
    )
def twelve():
    if b[1] and True:
        pass
def thirteen():
    assert 1 == 2, "no"
def fourteen():
    for i in 5:
        pass
def fifteen():
    with b:
        pass
def sixteen():
    a, b = 1
def seventeen():
    return -"x"
def eighteen():
    x = 1
    x += "s"
def nineteen():
    import nothere
def twenty():
    del undefined_name
fs = [one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen, twenty]
class Chain:
    pass
def run(i):
    try:
        if i > 0:
            run(i - 1)
    finally:
        fs[i]()
run(len(fs) - 1)
