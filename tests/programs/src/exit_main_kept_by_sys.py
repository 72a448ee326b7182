# Somebody holds the module even when sys.modules is empty: its names are taken away, private ones first.
import sys

from _exit_told import Told

x3 = Told("x3"); x1 = Told("x1"); _u2 = Told("_u2"); x2 = Told("x2"); __d = Told("__d"); _u1 = Told("_u1")
ring = Told("ring"); ring.me = ring
sys.keep = sys.modules["__main__"]
