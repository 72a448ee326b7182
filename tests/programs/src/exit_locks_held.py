# A lock that is held at the end hinders nobody but a finalizer that asks for it; threads that wait for it are daemons.
import threading


class Told:
    def __del__(self):
        print("del", lock.acquire(False), event.is_set(), condition.acquire(False))


lock = threading.Lock()
lock.acquire()
event = threading.Event()
condition = threading.Condition()
t = threading.Thread(target=lock.acquire, daemon=True)
t.start()
told = Told()
print(t.is_alive(), lock.locked())
