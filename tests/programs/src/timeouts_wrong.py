# What is given as seconds where it cannot be: locks, sockets, sleep, queues.
import _thread, time, socket, threading
l = _thread.allocate_lock(); l.acquire()
s = socket.socket()
e = threading.Event()
import queue
q = getattr(queue, 'SimpleQueue', queue.Queue)()
class I:
    def __index__(self): return -1
class F:
    def __float__(self): return -1.0
for f in [l.acquire, s.settimeout, time.sleep] + [q.get] * hasattr(queue, "SimpleQueue"):
    n = f.__name__
    for v in ('a', None, 1e100, -1e100, 10**30, -10**30, float('nan'), float('inf'), -float('inf'), -1, -0.5, -1.0, True-1, I(), F(), 9.3e9, 9.2e9, 2**63, 1j, [], b'1'):
        if n == 'acquire':
            if v in (9.3e9, 9.2e9): continue
            g = lambda: f(True, v)
        elif n == 'get':
            if v in (9.3e9, 9.2e9, None): continue
            g = lambda: f(True, v)
        elif n == 'sleep':
            if v in (9.3e9, 9.2e9): continue
            g = lambda: f(v)
        else: g = lambda: f(v)
        if isinstance(v, (I, F)): t = type(v).__name__
        else: t = repr(v)
        if n == 'acquire' and (t == '-1' or t == '-1.0' or t=='I'): continue
        try: print(n, t, g())
        except Exception as x: print(n, t, type(x).__name__, x)
s.close()
