import gc
import sys, os.path
import a.b.c as d
import e as f
from g import h
from i import j as k, l
from .m import n
from .. import o
from ...p.q import r
from s import *
from t import (u, v,
               w)
gc.collect()
x = sys.getrefcount(gc)
os.path.join(a, b)
h.m()
f.m(1, k=2)
