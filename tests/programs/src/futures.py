# A pool of threads, and results that come later.
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
import concurrent.futures, threading, time
def work(n):
    time.sleep(0.01 * n)
    if n == 3: raise ValueError("three")
    return n * n
with ThreadPoolExecutor(max_workers=2) as ex:
    fs = [ex.submit(work, i) for i in range(5)]
    print(sorted(f.result() for f in fs if f is not fs[3]))
    print(type(fs[3].exception()).__name__, fs[3].exception())
    print(list(ex.map(work, [2, 1, 0])))
    done, not_done = wait(fs)
    print(len(done), len(not_done))
try: ex.submit(work, 1)
except RuntimeError as e: print(e)
try: fs[3].result()
except ValueError as e: print(e)
print(fs[0].done(), fs[0].running(), fs[0].cancel(), repr(fs[0]).split()[-1], repr(fs[3]).split()[-1])
ex = ThreadPoolExecutor(1, thread_name_prefix="w")
f = ex.submit(lambda: threading.current_thread().name)
print(f.result())
g = ex.submit(time.sleep, 0.05); h = ex.submit(work, 1)
print(h.cancel(), h.cancelled())
try: g.result(timeout=0.001)
except concurrent.futures.TimeoutError as e: print(type(e).__name__, type(e).__module__)
seen = []
g.add_done_callback(lambda f: seen.append(f.done()))
ex.shutdown()
print(seen)
for f in as_completed([ThreadPoolExecutor(1).submit(pow, 2, 5)]): print(f.result())
