# threading.local, and what belongs to each thread.
import sys
import threading

own = threading.local()
own.x = "main"
told = []


def see(name):
    told.append(getattr(own, "x", None))
    own.x = name
    told.append(own.x)
    told.append(sorted(own.__dict__))


for name in ("a", "b"):
    t = threading.Thread(target=see, args=(name,))
    t.start()
    t.join()
print(told, own.x)


class Counted(threading.local):
    made = 0

    def __init__(self, start):
        Counted.made += 1
        self.n = start


c = Counted(5)
c.n += 1


def more():
    c.n += 10
    told.append(c.n)


t = threading.Thread(target=more)
t.start()
t.join()
print(c.n, told[-1], Counted.made)
try:
    threading.local(1)
except TypeError as e:
    print(e)
del c.n
print(hasattr(c, "n"))


def handled():
    try:
        1 / 0
    except ZeroDivisionError:
        t = threading.Thread(target=lambda: told.append(sys.exc_info()))
        t.start()
        t.join()
        told.append(sys.exc_info()[0].__name__)


handled()
print(told[-2:], sys.exc_info())
