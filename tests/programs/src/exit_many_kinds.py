# Names of many kinds, a weak reference with a callback among them.
import atexit, gc, sys, weakref, os, types

gc.collect()  # where the next collection falls does not depend on what these modules consist of


class D(object):
    def __init__(self, n):
        self.b = ("del " + n + "\n").encode("ascii")

    def __del__(self, w=os.write):
        w(1, self.b)


def out(s, w=os.write):
    w(1, (s + "\n").encode("ascii"))


atexit.register(os.write, 1, b"registered first\n")
atexit.register(out, "registered last")
a = D("a"); _p = D("_p"); b = D("b"); z = D("z"); _q = D("_q"); c = D("c")
several = [D("item 0"), D("item 1")]
mapped = {"k": D("value of a dict")}
one = D("ring one"); two = D("ring two"); one.o = two; two.o = one
self_ = D("ring of one"); self_.me = self_
mod = types.ModuleType("mymod"); mod.x = D("of a module that sys.modules has not")
D.of_class = D("of the class")


def f(x=D("default argument")):
    pass


def gen():
    local = D("in a suspended generator")
    try:
        yield 1
    finally:
        out("generator closed")


g = gen(); next(g)
wr = weakref.ref(a, lambda r, w=os.write: w(1, b"callback\n"))
out("end of the module")
