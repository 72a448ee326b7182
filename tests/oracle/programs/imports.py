import gc
import sys, weakref
gc.collect()
from gc import collect
from sys import getrefcount as count
n = count(gc)
found = collect()
before = gc.isenabled()
names = dir(gc)
del names
x = []
n = count(x)
