x = 1
def f():
    global x
    x = 2
    return x
def g():
    return x
def h():
    global y, z
    y = 1
    del z
    y += 1
class C:
    global w
    w = 1
    x = x
    def m(self):
        return w
print(x, y)
def i():
    def j():
        global k
        k = 1
        def k2(): pass
    global l
    def l(): return 1
    return j
