# Lock, RLock, Condition, Semaphore, Event and Barrier, as far as their order is certain.
import threading
import _thread

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.001), lock.acquire(True, 0))
lock.release()
print(lock.locked(), repr(lock).split(" at ")[0])
with lock:
    print(lock.locked(), repr(lock).split(" at ")[0])
for call in (lock.release, lambda: lock.acquire(False, 1), lambda: lock.acquire(True, -2), lambda: lock.acquire(1, 2, 3),
             threading.RLock().release):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
r = threading.RLock()
with r:
    with r:
        print(repr(r).split(" at ")[0].replace(str(_thread.get_ident()), "ME"), r._is_owned())
print(repr(r).split(" at ")[0], r._is_owned())

results = []
turn = threading.Condition()
whose = 0


def in_turn(number):
    global whose
    for _ in range(2):
        with turn:
            turn.wait_for(lambda: whose == number)
            results.append(number)
            whose = (number + 1) % 3
            turn.notify_all()


threads = [threading.Thread(target=in_turn, args=(n,)) for n in range(3)]
for t in reversed(threads):
    t.start()
for t in threads:
    t.join()
print(results)

event = threading.Event()
seen = []


def waits():
    seen.append(event.wait())


t = threading.Thread(target=waits)
t.start()
print(event.is_set(), event.wait(0.001), seen)
event.set()
t.join()
print(event.is_set(), seen)
event.clear()
print(event.is_set())

places = threading.Semaphore(2)
print(places.acquire(), places.acquire(), places.acquire(blocking=False))
places.release()
print(places.acquire(timeout=0.001), places.acquire(timeout=0.001))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as e:
    print(e)
try:
    threading.Semaphore(-1)
except ValueError as e:
    print(e)

gate = threading.Barrier(3, action=lambda: results.append("open"))
del results[:]
threads = [threading.Thread(target=gate.wait) for _ in range(2)]
for t in threads:
    t.start()
index = gate.wait()
for t in threads:
    t.join()
print(results, index in (0, 1, 2), gate.broken, gate.parties, gate.n_waiting)
gate.abort()
try:
    gate.wait()
except threading.BrokenBarrierError as e:
    print("broken", e.args)
c = threading.Condition()
for call in (c.notify, c.wait):
    try:
        call()
    except RuntimeError as e:
        print(e)
