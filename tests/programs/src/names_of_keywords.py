# What the first call of a built-in function by name costs the collector's counter: the tuple of its names.
import gc


def cost(f):
    gc.collect()
    before = gc.get_count()[0]
    f()
    return gc.get_count()[0] - before


def nothing(): pass
def split(): 'a b'.split('a')
def split_named(): 'a b'.split(sep='a')
def lines(): 'a'.splitlines()
def lines_named(): 'a'.splitlines(keepends=True)
def tabs(): 'a'.expandtabs(4)
def encode(): 'a'.encode('utf-8')
def encode_named(): 'a'.encode(encoding='utf-8')
def decode(): b'a'.decode('utf-8')
def sort(): [2, 1].sort()
def sort_named(): [2, 1].sort(reverse=True)
def rounded(): round(1.5)
def rounded_named(): round(1.5, ndigits=0)
def counted(): enumerate('')
def counted_named(): enumerate('', start=1)


costs = []
for f in (nothing, split, split_named, lines, lines_named, tabs, encode, encode_named, decode, sort, sort_named, rounded,
          rounded_named, counted, counted_named):
    costs.append((f.__name__, cost(f), cost(f), cost(f)))
for row in costs: print(*row)
