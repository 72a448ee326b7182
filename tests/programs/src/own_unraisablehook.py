# sys.unraisablehook of one's own is told of errors in finalizers and callbacks
import sys
import weakref


class Node:
    def __del__(self):
        raise ValueError("in __del__")


class Plain:
    pass


def hook(unraisable):
    print(unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg,
          unraisable.object.__name__, unraisable.exc_traceback is not None)


def callback(ref):
    raise KeyError("in a callback")


def failing(unraisable):
    raise TypeError("in the hook")


if sys.version_info >= (3, 8):
    print(sys.unraisablehook is sys.__unraisablehook__)
    sys.unraisablehook = hook
    Node()
    p = Plain()
    r = weakref.ref(p, callback)
    del p
    sys.unraisablehook = sys.__unraisablehook__
    Node()
    sys.unraisablehook = lambda u: sys.__unraisablehook__(u)
    Node()
