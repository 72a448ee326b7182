# What is left of an iterator over a dict, a set or an OrderedDict can be copied and pickled; the iterator stays where it is.
import copy
import pickle
from collections import OrderedDict

d = {"a": 1, "b": 2, "c": 3}
o = OrderedDict(d)
o.move_to_end("a")
for make in (lambda: iter(d), lambda: iter(d.keys()), lambda: iter(d.values()), lambda: iter(d.items()), lambda: iter({5}), lambda: iter(frozenset([7])),
             lambda: iter(o), lambda: iter(o.items()), lambda: iter(o.values()), lambda: reversed(o)):
    it = make()
    print(it.__reduce__(), next(it), it.__reduce__(), list(copy.copy(it)), list(pickle.loads(pickle.dumps(it))), list(it), it.__reduce__())
it = iter(d)
next(it)
d["z"] = 9
try:
    it.__reduce__()
except RuntimeError as error:
    print(error)
