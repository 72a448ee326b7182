# Many threads wait for one condition, one event, one barrier; semaphores count down and up.
import threading

order = []
condition = threading.Condition()
items = []


def consumer(n):
    with condition:
        while not items:
            condition.wait()
        order.append((n, items.pop()))


threads = [threading.Thread(target=consumer, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for i in range(4):
    with condition:
        items.append(i)
        condition.notify()
for t in threads:
    t.join()
print(sorted(n for n, i in order), sorted(i for n, i in order))
barrier = threading.Barrier(3, action=lambda: order.append("all here"))
order = []


def meets():
    i = barrier.wait()
    order.append(i)
    barrier.wait()


threads = [threading.Thread(target=meets) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(order[0], sorted(i for i in order if i != "all here"), order.count("all here"), barrier.parties, barrier.n_waiting, barrier.broken)
broken = threading.Barrier(2)
said = []


def left_alone():
    try:
        broken.wait()
    except threading.BrokenBarrierError as error:
        said.append(repr(error))


t = threading.Thread(target=left_alone)
t.start()
while not broken.n_waiting:
    pass
broken.abort()
t.join()
print(said, broken.broken)
broken.reset()
print(broken.broken)
room = threading.BoundedSemaphore(2)
most = now = 0
guard = threading.Lock()


def inside():
    global most, now
    with room:
        with guard:
            now += 1
            most = max(most, now)
        with guard:
            now -= 1


threads = [threading.Thread(target=inside) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(most <= 2, now, room.acquire(False), room.acquire(False), room.acquire(False), room.acquire(timeout=0.001))
room.release()
room.release()
try:
    room.release()
except ValueError as error:
    print(error)
s = threading.Semaphore(0)
s.release(2) if s.release.__code__.co_argcount > 1 else (s.release(), s.release())
print(s.acquire(), s.acquire(blocking=False), s.acquire(blocking=False))
try:
    s.acquire(False, timeout=1)
except ValueError as error:
    print(error)
print(condition.wait_for.__name__, threading.Event().wait(0.001))
with condition:
    print(condition.wait(0.001), condition.wait_for(lambda: False, timeout=0.001), condition.wait_for(lambda: 7))
timer = threading.Timer(60, print, ["never"])
timer.start()
timer.cancel()
timer.join()
print(timer.finished.is_set(), timer.is_alive())
