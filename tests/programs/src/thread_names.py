# Names of threads, by themselves and given; reprs; what is deprecated says so.
import sys
import threading
import _thread


def work():
    names.append(threading.current_thread().name)


names = []
def shown(t):
    return repr(t).replace(str(t.ident), "IDENT")


made = [threading.Thread(target=work), threading.Thread(), threading.Thread(target=len, name="own"), threading.Thread(target=work, daemon=True),
        threading.Timer(9, work), threading.Thread(target=work, name=7), threading.Thread(target=print.__call__, name="")]
for t in made:
    print(shown(t))
made[0].start()
made[0].join()
print(shown(made[0]), names, shown(threading.main_thread()))


def dummy():
    names.append(shown(threading.current_thread()))
    done.set()


done = threading.Event()
_thread.start_new_thread(dummy, ())
done.wait()
print(names)
print(threading.currentThread().getName(), threading.activeCount() in (1, 2))
t = made[3]
t.setDaemon(False)
t.setName("renamed")
print(t.isDaemon(), t.name)
c = threading.Condition()
with c:
    c.notifyAll()
print(threading.Event().isSet())
print(threading.Lock().acquire_lock() if hasattr(threading.Lock(), "acquire_lock") else None)
print(getattr(t, "isAlive", t.is_alive)())
