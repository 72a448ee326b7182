# os._exit: no finalizer, no atexit, no flush.
import atexit
import os


class Told:
    def __del__(self):
        os.write(1, b"never\n")


atexit.register(print, "never")
kept = Told()
f = open("exit_os_exit_flushes_nothing.txt", "w")
try:
    f.write("lost in the buffer of the file")
    os.write(1, b"written\n")
    os._exit(9)
finally:
    print("never")
