# The collections of the teardown run all the same.
import gc
import os


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)


gc.disable()
gc.callbacks.append(lambda phase, info, write=os.write: write(1, phase.encode() + b"\n"))
ring = Told("ring"); ring.me = ring
plain = Told("plain")
