# Modules that survive lose their names in the reverse order of their import.
import sys

from _exit_told import Told

first = type(sys)("first"); first.v = Told("of the first"); first._v = Told("private of the first")
second = type(sys)("second"); second.v = Told("of the second")
nowhere = type(sys)("nowhere"); nowhere.v = Told("of a module that nobody knows")
sys.modules["first"] = first
sys.modules["second"] = second
own = Told("own")
sys.kept = [first, second, nowhere, sys.modules["__main__"]]
