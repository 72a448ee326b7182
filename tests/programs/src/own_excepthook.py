# sys.excepthook of one's own tells what nobody handled
import sys


class Error(Exception):
    pass


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_lineno, traceback.tb_next.tb_lineno)
    print(sys.last_value is value, sys.last_type is kind)


def f():
    raise Error("nobody")


print(sys.excepthook is sys.__excepthook__)
sys.excepthook = hook
f()
