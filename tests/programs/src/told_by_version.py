# What versions say differently of types that are C, of flags, keywords, lengths and texts; what is held while something is searched.
import collections, datetime, decimal, pickle, re, struct, sys, threading
from collections import deque


def told(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for kind in (datetime.date, datetime.timedelta, collections.defaultdict, collections.OrderedDict, deque, struct.Struct,
             decimal.Decimal, pickle.Pickler, threading.local):
    told(lambda: kind.nothing)
told(lambda: datetime.date(2000, 1, 1).nothing)
told(lambda: sys.flags.nothing)
for arguments in ((1,), (len, 1), (1, 2, 3)):
    told(lambda: [].sort(*arguments))
told(lambda: [].sort(len, key=len))
told(lambda: [].sort(reverse="x"))
told(lambda: sorted([], reverse="x"))
told(lambda: sorted([], len))
told(lambda: "a".splitlines("x"))
told(lambda: b"a".splitlines(1.5))
told(lambda: "a".expandtabs("x"))
told(lambda: "%5%" % ())
told(lambda: b"%5%" % ())
told(lambda: dict({1: 2}, **{3: 4}))
told(lambda: print(**{5: 6}))
for text in ("\ud800", "1\ud800", "\u20ac"):
    told(lambda: float(text))
    told(lambda: complex(text))


class Long:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __iter__(self): return iter(())


class Plain: pass


def power():
    h = Plain()
    h **= 2


told(power)
for n in (-1, -10 ** 30, 10 ** 30):
    told(lambda: len(Long(n)))
    told(lambda: list(Long(n)))
count = sys.getrefcount


class Told:
    def __eq__(self, other): print(count(self), count(other)); return False


c, d = Told(), Told()
[c].count(d), [c] == [d], d in deque([c]), deque([c]).count(d), {1: c} == {1: d}
for holder in ([c], deque([c])):
    told(lambda: holder.index(d))
    told(lambda: holder.remove(d))
t = (1, 2)
print((() + t) is t, (t + ()) is t)


def gen(): yield count(None) - nothing


nothing = count(None)
print(next(gen()))
for pattern in (":*", "", "(?=x)", "x*?", ":"):
    told(lambda: re.split(pattern, "a:b::c"))
