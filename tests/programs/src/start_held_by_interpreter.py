"""What the interpreter itself holds of sys and builtins, beside the names that a program can see."""
import builtins
import sys

print(sys.getrefcount(sys.__dict__), "to the names of sys")
print(sys.getrefcount(sys.modules), "to sys.modules")
print(sys.getrefcount(globals()), "to the names of this program")
print([sys.getrefcount(kept) for kept in (sys.path, sys.argv, sys.warnoptions)])
print(sys.getrefcount(sys.modules["__main__"]), "to this module")
