# threading.local, which is C: attributes of each thread, classes of it, what dies with a thread.
import _thread,sys,gc,threading,weakref
l=_thread._local(); l.a=[1]
print(_thread._local, gc.is_tracked(l), repr(l)[:22])
class S(_thread._local): pass
s=S(); s.a=1; print(s.__dict__)
print(threading.local is _thread._local, threading.local.__mro__)
for f in (lambda: setattr(l,'__dict__',{}), lambda: delattr(l,'zz'), lambda: l.zz, lambda: delattr(l,'__dict__'), lambda: _thread._local(1), lambda: S(1), lambda: S(a=1), lambda: setattr(l, 5, 1), lambda: getattr(l, 5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class I(threading.local):
    x = 5
    def __init__(self, a, b=2): print('init', a, b, threading.current_thread().name); self.a = a
    def m(self): return self.a
i = I(1, b=3); print(i.a, i.m(), i.x); i.x = 7; print(i.x, i.__dict__)
def work(): print(i.a, i.x, i.__dict__, l.__dict__); l.b = Q(2); i.q = Q(3)
class Q:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
t = threading.Thread(target=work); t.start(); t.join(); print(l.__dict__, vars(i))
l.q = Q(4); r = weakref.ref(l); d = l.__dict__; del l; print(r()); del d
class Bad(threading.local):
    def __init__(self):
        if threading.current_thread().name != 'MainThread': raise ValueError('no')
b = Bad()
def w2():
    for k in range(2):
        try: b.x
        except ValueError as e: print('error', e)
t = threading.Thread(target=w2); t.start(); t.join()
class B2(threading.local):
    def __init__(self): return 5
try: B2()
except TypeError as e: print(e)
class P(threading.local):
    @property
    def p(self): return 'p'
    __slots__ = 'sl',
p = P(); p.sl = 1; print(p.p, p.sl, p.__dict__)
try: p.p = 4
except AttributeError as e: print(e)
def w3(): print(p.sl, p.__dict__)
t = threading.Thread(target=w3); t.start(); t.join()
c = threading.local(); c.me = c; c.q = Q(5); del c; print(gc.collect() > 0)
i.last = Q(6)
