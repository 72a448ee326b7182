import os, os.path
from os.path import join, basename
from os import path, sep
print(join("a", "b"), join("a/", "/b", "c"), basename("/x/y.txt"), os.path.splitext("y.tar.gz"), os.path.splitext(".bashrc"), os.path.split("/a/b/"), os.path.dirname("/a/b"), os.path.normpath("a/../b//./c"), os.path.isabs("/a"), os.path.commonprefix(["abc", "abd"]), os.path.commonpath(["/a/b", "/a/c"]), os.path.exists("/no/such"), os.sep, os.linesep == "\n", os.name)
class P:
    def __fspath__(self): return "x/y"
print(os.fspath(P()), isinstance(P(), os.PathLike), join(P(), "z"))
try: os.fspath(3)
except TypeError as e: print(e)
