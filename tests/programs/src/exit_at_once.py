# os._exit: nothing is called, flushed or finalized.
import atexit
import os


class Told:
    def __del__(self, write=os.write):
        write(1, b"del\n")


atexit.register(os.write, 1, b"atexit\n")
g = Told()
os.write(1, b"before\n")


def leaves():
    try:
        os._exit(7)
    finally:
        os.write(1, b"finally\n")


leaves()
