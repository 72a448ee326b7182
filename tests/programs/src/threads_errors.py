# What threads raise, and who tells.
import io
import sys
import threading
import _thread

# Where in the library an exception passed is another matter in each version.
sys.stderr = io.StringIO()


def told():
    lines = sys.stderr.getvalue().splitlines()
    print([line for line in lines if line and line[0] != " "])
    sys.stderr.seek(0)
    sys.stderr.truncate()


def bad(n):
    raise ValueError("no %d" % n)


def leave():
    sys.exit(3)


t = threading.Thread(target=bad, args=(1,), name="Bad")
t.start()
t.join()
told()
t = threading.Thread(target=leave)
t.start()
t.join()
print("still here", t.is_alive())


def chained():
    try:
        bad(2)
    except ValueError as e:
        raise KeyError("second") from e


t = threading.Thread(target=chained, name="Chained")
t.start()
t.join()
told()
for call in (lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(bad, 1),
             lambda: _thread.start_new_thread(bad), lambda: _thread.start_new_thread(bad, (), 1)):
    try:
        call()
    except TypeError as e:
        print(e)
lock = _thread.allocate_lock()
lock.acquire()


def raw():
    try:
        raise SystemExit
    finally:
        lock.release()


_thread.start_new_thread(raw, ())
lock.acquire()
print("end")
