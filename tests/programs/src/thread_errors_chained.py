# Exceptions of threads with a cause, a context, notes of finally; an own class with run, a timer, a function of the library.
import threading


def chained():
    try:
        {}["key"]
    except KeyError as e:
        raise RuntimeError("failed") from e


def handled():
    try:
        1 / 0
    except ZeroDivisionError:
        [].pop()


class Own(threading.Thread):
    def run(self):
        raise AssertionError(self.name)


class Two(threading.Thread):
    def __init__(self):
        super().__init__(name="two", args=(1, 0), target=divmod)


for t in (threading.Thread(target=chained, name="chained"), threading.Thread(target=handled, name="handled"), Own(name="own"), Two(),
          threading.Timer(0.01, handled), threading.Thread(target=lambda a: a, name="too few")):
    if not t.name[0].islower():
        t.name = "timer"
    t.start()
    t.join()
    print(t.name, t.is_alive())
