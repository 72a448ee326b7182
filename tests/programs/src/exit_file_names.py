# __file__ is gone when the functions of atexit run; what the program put into sys.stdout is flushed twice.
import atexit
import sys

atexit.register(lambda: sys.__stdout__.write("__file__ %s, __name__ %s\n" % ("__file__" in globals(), __name__)))


class Stream:
    def write(self, text):
        return sys.__stdout__.write(text)

    def flush(self):
        sys.__stdout__.write("flush %s\n" % sys.is_finalizing())

    def __del__(self):
        sys.__stdout__.write("del stream\n")


sys.stdout = Stream()
print("printed")
