# SystemExit with a value that is no number, raised from a depth; __exit__ and finally run first, then atexit.
import atexit
import sys


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", kind.__name__, value.code)

    def __del__(self):
        print("del manager")


def deep(n):
    if n == 0:
        sys.exit(["a", "list"])
    try:
        deep(n - 1)
    finally:
        print("finally", n)


atexit.register(lambda: print("atexit", sys.exc_info()[0]))
with Manager():
    deep(2)
