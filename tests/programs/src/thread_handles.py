# What 3.13's Thread has of the thread of the system: states, joining, errors.
import _thread, threading, sys, gc, weakref, time
if not hasattr(_thread, '_ThreadHandle'):
    print('none')
    raise SystemExit
H = _thread._ThreadHandle
print(H, H.__mro__, sorted(n for n in dir(H) if n == 'ident' or n in ('_set_done', 'is_done', 'join')), H.__basicsize__)
def t(f, *a, **k):
    n = getattr(f,'__name__',f)
    try: print(n, repr(f(*a, **k)))
    except BaseException as e: print(n, type(e).__name__, e)
h = H()
print(repr(h).replace(hex(id(h)), 'ID'), h.ident, h.is_done(), sys.getsizeof(h), gc.is_tracked(h))
t(h.join); t(h.join, 1); t(h.join, -1); t(h.join, 'a'); t(h.join, None); t(h.join, 1, 2); t(h._set_done); print(h.is_done())
t(H, 1); t(H, a=2)
try: h.ident = 3
except AttributeError as e: print(e)
try: h.x = 3
except AttributeError as e: print(e)
try: weakref.ref(h)
except TypeError as e: print(e)
try:
    class S(H): pass
except TypeError as e: print(e)
def f(): print('f', h2.ident == _thread.get_ident(), h2.is_done()); t(h2.join)
h2 = H()
r = _thread.start_joinable_thread(f, handle=h2)
print(r is h2); h2.join(); print(h2.is_done(), h2.ident is not None, repr(h2).replace(hex(id(h2)),'ID').replace(str(h2.ident),'IDENT'))
t(h2.join); t(h2.join, 0); t(h2._set_done)
t(_thread.start_joinable_thread, f, handle=h2); t(_thread.start_joinable_thread); t(_thread.start_joinable_thread, 1); t(_thread.start_joinable_thread, f, handle=3); t(_thread.start_joinable_thread, f, 1); t(_thread.start_joinable_thread, f, foo=1)
t(_thread.start_joinable_thread, function=1)
r = _thread.start_joinable_thread(lambda: 1, daemon=False); r.join(); print(r.is_done())
m = threading.main_thread()._handle
print(repr(m).replace(hex(id(m)),'ID').replace(str(m.ident),'IDENT'), m.ident == _thread.get_ident(), m.is_done()); t(m.join)
th = threading.Thread(target=lambda: None); print(repr(th._handle).replace(hex(id(th._handle)),'ID')); th.start(); th.join(); print(th._handle.is_done())
mm = _thread._make_thread_handle(_thread.get_ident()); print(mm.ident == _thread.get_ident(), mm.is_done())
t(_thread._make_thread_handle); t(_thread._make_thread_handle, 'a'); mm = _thread._make_thread_handle(12345); print(mm.ident, repr(mm).replace(hex(id(mm)),'ID'))
t(mm._set_done); print(mm.is_done()); t(mm.join)
lock = _thread.allocate_lock(); lock.acquire()
def g(): lock.acquire()
h3 = _thread.start_joinable_thread(g)
t(h3.join, 0.01); print(h3.is_done()); lock.release(); h3.join(); print(h3.is_done())
t(threading._register_atexit, print, 'x at shutdown')
t(threading._shutdown); print(threading.main_thread()._handle.is_done()); t(threading._shutdown)
t(_thread._shutdown)
