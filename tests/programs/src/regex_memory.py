import gc
import re
import sys
import weakref

gc.disable()

# a match holds its text and its pattern
text = "".join(["key", "=", "value"])
before = sys.getrefcount(text)
pattern = re.compile(r"(\w+)=(\w+)")
held = sys.getrefcount(pattern)
m = pattern.match(text)
print(sys.getrefcount(text) - before, sys.getrefcount(pattern) - held, m.string is text, m.re is pattern)
print([r for r in (m.regs, m.regs)][0] is m.regs, gc.is_tracked(m), gc.is_tracked(pattern))
whole = re.match(".*", text).group()
print(whole is text, m.group() is text, re.sub("z", "y", text) == text)
del m
print(sys.getrefcount(text) - before, sys.getrefcount(pattern) - held)

# a finditer holds its scanner, that its text
it = pattern.finditer(text)
print(sys.getrefcount(text) - before, next(it).groups(), list(it))
del it
print(sys.getrefcount(text) - before)

# a cache keeps patterns
gone = weakref.ref(re.compile("only once"))
print(gone() is re.compile("only once"))
re.purge()
print(gone())
alone = weakref.ref(pattern)
del pattern
print(alone() is None)


class Text(str):
    pass


# the callback gets the match, and may keep it
kept = []
print(re.sub("[aeiou]", lambda m: kept.append(m) or "*", Text("education")), len(kept), type(kept[0].string).__name__)
ref = weakref.ref(kept[0].string)
print(ref() is not None)
kept.clear()
print(ref())
