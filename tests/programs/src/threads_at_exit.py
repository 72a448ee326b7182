# The interpreter waits for threads, not for daemons; then come the functions of atexit.
import atexit
import threading
import time


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def late():
    time.sleep(0.2)
    print("thread is over")


def for_ever():
    mine = Told("daemon's own")
    while True:
        time.sleep(60)


atexit.register(print, "atexit")
kept = Told("global")
threading.Thread(target=late).start()
threading.Thread(target=for_ever, daemon=True).start()
timer = threading.Timer(0.4, print, ["timer"])
timer.start()
stopped = threading.Timer(60, print, ["never"])
stopped.start()
stopped.cancel()
print("end of the program")
