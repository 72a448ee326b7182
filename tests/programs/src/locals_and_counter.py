# What locals() leaves on the free lists, seen by the collector's counter and the allocated blocks.
import gc
import sys


def s1(): locals()
def s2():
    a = 1
    locals()
def s3():
    a, b = 1, 2
    locals()
    locals()
def s4(a=1): vars()
def s5():
    a = 1
    return locals()


results = [None] * 5


def measure(i, s):
    c = gc.get_count
    b = sys.getallocatedblocks
    gc.collect()
    b0 = b() + 10 ** 6
    c0 = c()[0]
    s()
    b1 = b() + 10 ** 6
    c1 = c()[0]
    results[i] = '%d %d' % (b1 - b0, c1 - c0)


for i, s in enumerate([s1, s2, s3, s4, s5]):
    measure(i, s)
for i in range(5):
    print(i + 1, results[i])
