# A pool that nobody has shut down: what was handed in is done before the functions of atexit, in 3.7 and 3.8 among them.
import atexit
from concurrent.futures import ThreadPoolExecutor
import time


def work(n):
    time.sleep(0.02)
    print("work", n)
    if n == 1:
        raise ValueError("nobody asks for the result")
    return n


def after(f):
    print("callback", f.cancelled(), f.exception())


atexit.register(print, "atexit")
pool = ThreadPoolExecutor(1)
for n in range(3):
    pool.submit(work, n).add_done_callback(after)
print("end")
