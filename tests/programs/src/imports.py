import sys, gc as collector
from sys import getrefcount as rc, maxsize
import weakref as w
from weakref import ref
print(sys.__name__, collector.__name__, maxsize, w.__name__, type(sys).__name__, ref is w.ref)
print(rc([]), sys.platform, sys.byteorder, sys.version_info[0], sys.version_info >= (3, 6), sys.version_info.major)
try:
    import does_not_exist
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from sys import nothing_here
except ImportError as e:
    print(type(e).__name__, str(e)[:36])
print(sys.implementation.name, sys.maxunicode, sys.hash_info.width, "sys" in sys.modules, sys.getrecursionlimit())
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
sys.stderr.write("err\n")
print(sys, print, len, [].append, type(sys.stdout).__name__ != "")
for source in ("from . import x", "from .a import x", "import does.not_.exist", "import gc.x", "import gc.x.y"):
    try:
        exec(source)
    except ImportError as e:
        print(source, "->", type(e).__name__, e, e.name)
