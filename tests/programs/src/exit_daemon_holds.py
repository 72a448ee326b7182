# What only the frame of a daemon holds is never finalized; what it shares with the module is, when the names go.
import threading
import time


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def waits(shared):
    own = Told("of the daemon")
    ready.set()
    time.sleep(3600)


ready = threading.Event()
shared = Told("shared")
alone = Told("of the module")
threading.Thread(target=waits, args=(shared,), daemon=True).start()
ready.wait()
del shared
print("end")
