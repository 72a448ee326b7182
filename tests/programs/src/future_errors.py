# What futures say: exceptions raised again, callbacks and initializers that fail, what is cancelled.
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError, CancelledError, as_completed, wait
import concurrent.futures
import threading


def bad(n):
    if n == 2:
        raise ValueError("two")
    return n


def callback(f):
    raise LookupError("in a callback")


f = Future()
f.add_done_callback(callback)
print(f.done(), f.running(), f.set_running_or_notify_cancel(), f.running(), f.cancel())
f.set_result(7)
f.add_done_callback(callback)
print(f.result(), f.exception(), f.done())
g = Future()
print(g.cancel(), g.cancelled(), g.cancel(), g.set_running_or_notify_cancel())
for call in (g.result, g.exception, lambda: Future().result(timeout=0.01), lambda: Future().exception(0)):
    try:
        call()
    except (CancelledError, TimeoutError) as e:
        print(type(e).__name__, [e])
try:
    ThreadPoolExecutor(0)
except ValueError as e:
    print(e)
try:
    ThreadPoolExecutor(1, initializer=3)
except TypeError as e:
    print(e)
with ThreadPoolExecutor(1) as pool:
    results = pool.map(bad, range(4))
    for n in results:
        print("mapped", n)
        if n == 1:
            break
    fs = [pool.submit(bad, n) for n in (1, 2)]
print(sorted(str(f.exception()) for f in as_completed(fs)))
broken = ThreadPoolExecutor(1, initializer=bad, initargs=(2,))
h = broken.submit(bad, 1)
try:
    h.result()
except concurrent.futures.thread.BrokenThreadPool as e:
    print(type(e).__mro__[1].__name__, e)
broken.shutdown()
try:
    pool.submit(bad, 1)
except RuntimeError as e:
    print(e)
fs[1].result()
