import array, sys, gc
from array import array as A
a = A('i', [1, 2, 3]); print(a, sys.getsizeof(a), a.itemsize, len(a), sum(a), a.tolist(), a.typecode, 2 in a, a.index(3), a.count(1), gc.is_tracked(a))
last = 0
b = A('d')
for i in range(60):
    s = sys.getsizeof(b)
    if s != last: print(i, s, end=' '); last = s
    b.append(i)
print()
print(a[0], a[-1], a[1:], a[::-1], a + a, a * 2, a == A('i', [1, 2, 3]), a < A('i', [1, 3]), a != b)
a[0] = 9; a[1:2] = A('i', [7, 8]); print(a); del a[0]; print(a, a.pop(), a); a.extend([4, 5]); a.insert(0, -1); a.reverse(); print(a); a.remove(-1); print(a, a.buffer_info()[1], a.tobytes())
m = memoryview(a); print(m.format, m.itemsize, m[0], m.nbytes, m.readonly, m.tolist())
m[0] = 77; print(a)
try: a.append(1)
except BufferError as e: print(e)
m.release(); a.append(1); print(a)
c = A('B', b'abc'); c.frombytes(b'de'); print(c, bytes(c), c.tolist(), bytes(memoryview(c)[1:3]))
print([A(t).itemsize for t in 'bBhHiIlLqQfd'], sys.getsizeof(A('b')), sys.getsizeof(A('q', range(10))), sys.getsizeof(A('q', list(range(10)))), sys.getsizeof([0]*10))
it = iter(a); print(next(it), list(it), type(it).__name__)
def t(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ': ' + str(e)
for f in (lambda: a.__setitem__('x',1), lambda: a['x'], lambda: a.append('x'), lambda: a.append(1.5), lambda: a.append(2**40), lambda: array.array('x'), lambda: array.array('i','ab'), lambda: array.array('b',[200]), lambda: a.index(99), lambda: a.remove(99), lambda: a[50], lambda: array.array('B',[-1]), lambda: array.array('H',[70000]), lambda: array.array('I',[-1]), lambda: a+[1], lambda: a.extend(array.array('f')), lambda: array.array('d',['x']), lambda: array.array(), lambda: array.array('ii'), lambda: array.array(3), lambda: a.pop(50), lambda: array.array('B',[300]), lambda: array.array('q',[2**70]), lambda: array.array('l',[2**70]), lambda: array.array('L',[2**70]), lambda: array.array('L',[-1]), lambda: hash(a)):
    print(t(f))
class S(A): pass
s = S('i', [1]); s.x = 2; print(s, s.x, type(s + s).__name__)
import copy, bisect; print(copy.copy(a), copy.deepcopy(a) == a)
l = []
for x in [5, 1, 4]: bisect.insort(l, x)
print(l, bisect.bisect(l, 4), bisect.bisect_left(l, 4), t(lambda: bisect.bisect([1], 1, -1)), t(lambda: bisect.bisect(1)))
