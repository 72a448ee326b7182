# SimpleQueue, which is C from 3.7 on: arguments, errors, sizes, what it holds, threads.
import sys, gc, threading, weakref, queue
queue.SimpleQueue
import _queue
print(queue.SimpleQueue is _queue.SimpleQueue, queue.Empty is _queue.Empty, _queue.Empty, _queue.Empty.__mro__[1:3])
print(_queue.SimpleQueue, _queue.SimpleQueue.__module__, sorted(n for n in dir(_queue.SimpleQueue) if n[0] != '_'))
q = queue.SimpleQueue()
print(sys.getsizeof(q), gc.is_tracked(q), _queue.SimpleQueue.__basicsize__)
print(type(q).__name__, repr(q)[:34])
def t(f, *a, **k):
    try: print(f.__name__, a, k, repr(f(*a, **k)))
    except BaseException as e: print(f.__name__, a, k, type(e).__module__, type(e).__name__, e, repr(e))
t(q.get, block=False); t(q.get_nowait); t(q.get, False, 3); t(q.get, True, 0); t(q.get, timeout=0.01)
t(q.get, timeout=-1); t(q.get, timeout='a'); t(q.get, timeout=1e100); t(q.get, 1, 2, 3); t(q.get, foo=1); t(q.get, False, -1); t(q.get, timeout=float('nan')); t(q.get, block='', timeout=-1)
t(q.put); t(q.put, 1); t(q.put, 2, False); t(q.put, 3, True, 'x'); t(q.put, 4, timeout=-1); t(q.put, item=5); t(q.put, 1, 2, 3, 4); t(q.put, 1, foo=3); t(q.put, block=2)
t(q.put_nowait, 6); t(q.put_nowait); t(q.put_nowait, 7, 8); t(q.put_nowait, item=9); t(q.put_nowait, x=9)
t(q.qsize); t(q.empty); t(q.qsize, 1); t(q.empty, 1)
while not q.empty(): t(q.get)
t(_queue.SimpleQueue, 1); t(_queue.SimpleQueue, a=1)
try: q.x = 1
except AttributeError as e: print(e)
r = weakref.ref(q); print(r() is q)
class S(queue.SimpleQueue): pass
s = S(); s.x = 1; print(s.x, sys.getsizeof(s)); s.put(s); 
r = weakref.ref(s); del s; print(r() is not None); gc.collect(); print(r() is None)
try: print(queue.SimpleQueue[int])
except TypeError as e: print(e)
try: hash(q); print('hash')
except TypeError as e: print(e)
import copy, pickle
for f in copy.copy, pickle.dumps:
    try: f(q); print('copied')
    except Exception as e: print(type(e), e)
def work():
    for i in range(5): q.put(i)
    q.put(None)
th = threading.Thread(target=work); th.start()
got = []
while True:
    x = q.get()
    if x is None: break
    got.append(x)
th.join(); print(got)
class D:
    def __del__(self): print('del D')
q.put(D()); q.put([D()])
print([type(x).__name__ for x in gc.get_referents(q) if x is not _queue.SimpleQueue])
del q
try: _queue.Foo = 1; print('ok')
except Exception as e: print(e)
try: queue.SimpleQueue.foo = 1; print('settable')
except TypeError as e: print(e)
