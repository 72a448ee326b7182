# A thread that a finalizer starts at the end: up to 3.11 it never gets its turn, later it is refused.
import _thread
import os
import threading


class Starts:
    def __init__(self, name):
        self.name = name

    def __del__(self, start=_thread.start_new_thread, write=os.write, kinds=RuntimeError):
        try:
            ident = start(write, (1, b"never\n"))
            write(1, ("%s: %s\n" % (self.name, type(ident).__name__)).encode())
        except kinds as error:
            write(1, ("%s: %s %s\n" % (self.name, type(error).__name__, error)).encode())


one = Starts("of the module")
threading.kept = Starts("of threading")
