# What modules of the library keep, some of which the interpreter itself holds (register_at_fork), some of which nothing.
import os
import queue
import random
import threading


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        write(1, b"del " + self.name + b"\n")


random.kept = Told(b"of random")
threading.kept = Told(b"of threading")
queue.kept = Told(b"of queue")
own = Told(b"own")
ring = [Told(b"in a ring")]
ring.append(ring)
