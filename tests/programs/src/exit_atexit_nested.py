# atexit: registered in a function of atexit, unregistered, called twice, an exception with a context, exit called by one.
import atexit
import sys


def first():
    print("first")
    atexit.register(second)
    atexit.register(third, "c")


def second():
    print("second")
    atexit.unregister(third)


def third(text):
    print("third", text)


def fails():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("in a handler")


def calls_exit():
    print("calls exit")
    sys.exit("words that nobody reads")


atexit.register(third, "a")
atexit.register(first)
atexit.register(third, "b")
atexit.register(fails)
atexit.register(calls_exit)
print(atexit._ncallbacks())
