# Threads that are waited for: what they leave, their names and their states.
import threading


class Box:
    def __del__(self):
        done.append("box")


done = []


def work(box, k=0):
    done.append((threading.current_thread().name, k))
    del box


threads = [threading.Thread(target=work, args=(Box(),), kwargs={"k": i}, name="T%d" % i) for i in range(3)]
print([t.is_alive() for t in threads], threads[0].ident, threads[0].daemon)
for t in threads:
    t.start()
    t.join()
    print(t.name, t.is_alive(), t.ident is not None)
print(done)
print(threading.active_count(), threading.current_thread() is threading.main_thread(), threading.main_thread().name)
print(hasattr(threads[0], "_target"), hasattr(threads[0], "_args"))
for call in (threads[0].start, threading.current_thread().join, threading.Thread().join):
    try:
        call()
    except RuntimeError as e:
        print(type(e).__name__, e)
try:
    threads[0].daemon = True
except RuntimeError as e:
    print(e)


class Own(threading.Thread):
    def __init__(self, n):
        super().__init__(name="own", daemon=True)
        self.n = n

    def run(self):
        self.result = self.n * 2


own = Own(21)
own.start()
own.join()
print(own.result, own.daemon, own.name)
t = threading.Thread(target=work, args=(1,))
print(t.name.split("-")[0], repr(t)[:7], repr(t)[-10:])
