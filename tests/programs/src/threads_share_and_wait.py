import threading, queue
total = 0
lock = threading.Lock()


def work(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


threads = [threading.Thread(target=work, args=(50,), name="w%d" % i) for i in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, threads[0].name, threads[0].is_alive(), threading.current_thread().name, threading.active_count())
q = queue.Queue()
done = []


def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        done.append(item * 2)
        q.task_done()


c = threading.Thread(target=consumer)
c.start()
for i in range(5):
    q.put(i)
q.join()
q.put(None)
c.join()
print(done, q.empty())
event = threading.Event()
log = []
w = threading.Thread(target=lambda: (event.wait(), log.append("released")))
w.start()
log.append("set")
event.set()
w.join()
print(log, event.is_set())
cond = threading.Condition()
ready = []


def waiter():
    with cond:
        while not ready:
            cond.wait()
        ready.append("seen")


w = threading.Thread(target=waiter)
w.start()
with cond:
    ready.append("go")
    cond.notify()
w.join()
print(ready)
s = threading.Semaphore(1)
print(s.acquire(blocking=False), s.acquire(blocking=False), s.release())
r = threading.RLock()
with r, r:
    print("twice")
local = threading.local()
local.x = 1
seen = []
t = threading.Thread(target=lambda: seen.append(hasattr(local, "x")))
t.start()
t.join()
print(seen, local.x)
