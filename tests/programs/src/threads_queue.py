# queue: what goes in comes out, whoever is faster.
import queue
import threading

q = queue.Queue(2)
got = []


def put():
    for i in range(6):
        q.put(i)
    q.put(None)


def get():
    while True:
        item = q.get()
        q.task_done()
        if item is None:
            break
        got.append(item)


threads = [threading.Thread(target=f) for f in (put, get)]
for t in threads:
    t.start()
for t in threads:
    t.join()
q.join()
print(got, q.empty(), q.full(), q.qsize())
q.put("a")
q.put("b")
for call in (lambda: q.put("c", block=False), lambda: q.put("c", timeout=0.001), lambda: q.put("c", timeout=-1)):
    try:
        call()
    except (queue.Full, ValueError) as e:
        print(type(e).__name__, e)
print(q.get(), q.get_nowait())
for call in (q.get_nowait, lambda: q.get(timeout=0.001), lambda: q.get(timeout=-1)):
    try:
        call()
    except (queue.Empty, ValueError) as e:
        print(type(e).__name__, e)
q.task_done()
q.task_done()
try:
    q.task_done()
except ValueError as e:
    print(e)
last, least = queue.LifoQueue(), queue.PriorityQueue()
for x in (3, 1, 2):
    last.put(x)
    least.put(x)
print([last.get() for _ in range(3)], [least.get() for _ in range(3)])
