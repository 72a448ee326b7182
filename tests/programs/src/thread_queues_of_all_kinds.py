# Queue, LifoQueue, PriorityQueue, SimpleQueue: order, limits, joining, and 3.13's shutdown.
import queue
import threading

for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = kind(maxsize=3)
    for item in (3, 1, 2):
        q.put(item)
    print(kind.__name__, q.full(), q.qsize(), q.maxsize, [q.get() for _ in range(3)], q.empty(), q.unfinished_tasks)
    for _ in range(3):
        q.task_done()
    q.join()
    try:
        q.task_done()
    except ValueError as error:
        print(error)
s = queue.SimpleQueue()
print(s.put(1), s.put(2, True, 3), s.put_nowait(3), s.qsize(), s.get(), s.get_nowait(), s.get(timeout=1), s.empty())
for call in (lambda: s.get(block=False), lambda: s.get(timeout=0.01), s.get_nowait, lambda: s.get(timeout=-1), lambda: s.get(True, -0.5)):
    try:
        call()
    except (queue.Empty, ValueError) as error:
        print(type(error).__module__, type(error).__name__, error)
done = []
work = queue.Queue()


def worker():
    while True:
        item = work.get()
        if item is None:
            work.task_done()
            return
        done.append(item * item)
        work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for n in range(10):
    work.put(n)
for t in threads:
    work.put(None)
work.join()
for t in threads:
    t.join()
print(sorted(done))
p = queue.PriorityQueue()
p.put((2, "b"))
p.put((1, "a"))
try:
    p.put((1, {}))
    p.put((1, {}))
except TypeError as error:
    print(error)
if hasattr(queue, "ShutDown"):
    q = queue.Queue()
    q.put(1)
    q.shutdown()
    print(q.get())
    for call in (q.get, lambda: q.put(2), q.get_nowait):
        try:
            call()
        except queue.ShutDown as error:
            print(repr(error))
    q.join if False else None
    q = queue.Queue()
    q.put(1)
    q.shutdown(immediate=True)
    q.join()
    print(q.qsize(), q.is_shutdown)
