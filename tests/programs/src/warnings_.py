# which warnings are shown, recorded, raised; where they point; what stays in the registry
import sys
import warnings


def f():
    warnings.warn("one")
    warnings.warn("two", DeprecationWarning, stacklevel=2)


for i in range(3):
    f()
print(sorted(k[2] for k in __warningregistry__ if k != "version"))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    f()
    f()
    print(len(w), w[0].category.__name__, w[0].message, [x.lineno for x in w])
    print(w[0].filename == __file__, w[0].line, w[0].source)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        f()
    except UserWarning as e:
        print("raised", e)
warnings.filterwarnings("ignore", message=".*two")
warnings.warn("has two")
warnings.warn("three", UserWarning)
warnings.warn(FutureWarning("an instance"))
print(warnings.filters[0][0], len(warnings.filters))
for action in ("module", "once", "default"):
    with warnings.catch_warnings(record=True) as w:
        warnings.resetwarnings()
        warnings.simplefilter(action)
        for i in range(2):
            warnings.warn("here")
            warnings.warn("here")
        print(action, len(w))
for wrong in (lambda: warnings.warn("x", int), lambda: warnings.warn("x", 5), lambda: warnings.warn()):
    try:
        wrong()
    except TypeError as e:
        print(type(e).__name__, e)


def shown(message, category, filename, lineno, file=None, line=None):
    print("shown", message, category.__name__, lineno)


with warnings.catch_warnings():
    warnings.showwarning = shown
    warnings.warn("by a function of mine")
registry = {}
for i in range(2):
    warnings.warn_explicit("explicit", UserWarning, "somewhere.py", 7, registry=registry)
print(sorted(map(str, registry)))
print(warnings.formatwarning("text", UserWarning, "nowhere.py", 3, "the line"), end="")
