# Brought back by its finalizer, an object is not finalized again.
import os

kept = []


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)
        kept.append(self)


plain = Told("plain")
ring = Told("ring"); ring.me = ring
