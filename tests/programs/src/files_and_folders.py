# os, os.path, glob: folders that are made, files that are renamed and removed.
import glob
import os
import os.path


def told(function, *args, **names):
    try:
        print(function.__name__, args, "->", function(*args, **names))
    except OSError as error:
        print(function.__name__, args, "->", type(error).__name__, error)


top = "made_for_a_while"
told(os.mkdir, top)
told(os.mkdir, top)
told(os.mkdir, top + "/a/b")
told(os.makedirs, top + "/a/b")
told(os.makedirs, top + "/a/b", exist_ok=True)
for name in ("one.txt", "two.txt", "three.dat", "a/four.txt"):
    with open(os.path.join(top, name), "w") as f:
        f.write(name * 3)
print(sorted(os.listdir(top)), sorted(os.listdir(top + "/a")))
print(sorted(glob.glob(top + "/*.txt")), glob.glob(top + "/none*"), glob.escape("a[1]*"), glob.has_magic("a*"))
print([(name.replace(os.sep, "/"), sorted(dirs), sorted(files)) for name, dirs, files in os.walk(top)][0])
print(os.path.exists(top), os.path.isdir(top), os.path.isfile(top), os.path.isfile(top + "/one.txt"), os.path.exists(top + "/no"))
print(os.path.getsize(top + "/one.txt"), os.stat(top + "/one.txt").st_size, os.path.islink(top))
told(os.rename, top + "/one.txt", top + "/uno.txt")
told(os.rename, top + "/one.txt", top + "/x")
told(os.remove, top + "/one.txt")
told(os.remove, top + "/uno.txt")
told(os.remove, top)
told(os.rmdir, top)
told(os.rmdir, top + "/nothing")
told(os.rmdir, top + "/two.txt")
told(os.listdir, top + "/two.txt")
told(os.listdir, top + "/nothing")
told(os.stat, top + "/nothing")
told(open, top + "/missing/x", "w")
with open(top + "/kept", "w+") as f:
    f.write("text")
    f.flush()
    os.remove(top + "/kept")
    f.seek(0)
    print(f.read(), os.path.exists(top + "/kept"))
for name in ("two.txt", "three.dat", "a/four.txt"):
    os.unlink(os.path.join(top, name))
for name in ("a/b", "a", ""):
    os.rmdir(os.path.join(top, name).rstrip("/"))
print(os.path.exists(top), os.getenv("NO_SUCH_NAME"), os.getenv("NO_SUCH_NAME", "default"))
print(os.path.join("a", "b", "/c"), os.path.splitext("x.tar.gz"), os.path.basename("/a/b"), os.path.normpath("a/../b//c"), os.sep, os.linesep)
