# shutdown with and without waiting, with what waits cancelled (3.9 on); a pool that dies while its thread works.
from concurrent.futures import ThreadPoolExecutor
import threading

go = threading.Event()
ready = threading.Event()


def work():
    ready.set()
    go.wait()
    return "worked"


pool = ThreadPoolExecutor(1)
f = pool.submit(work)
ready.wait()
others = [pool.submit(print, "never" if hasattr(pool.shutdown, "__kwdefaults__") and pool.shutdown.__kwdefaults__ else "ran", n) for n in range(2)]
try:
    pool.shutdown(wait=False, cancel_futures=True)
except TypeError:
    pass
    for g in others:
        g.cancel()
    pool.shutdown(wait=False)
print([g.cancelled() for g in others], f.done())
go.set()
print(f.result())
pool = ThreadPoolExecutor(1, "name")
h = pool.submit(threading.current_thread)
print(h.result().name)
del pool
h.result().join()
print(h.result().is_alive())
