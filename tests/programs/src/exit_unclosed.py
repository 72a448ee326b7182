# Files and sockets that nobody closes, told of when the names of the module go, by the words of that moment.
import os
import socket
import sys
import warnings

warnings.simplefilter("always", ResourceWarning)


class Holder:
    def __init__(self, name):
        self.socket = socket.socket()
        self.name = name

    def __del__(self, write=os.write):
        write(1, b"del " + self.name + b"\n")


first = socket.socket()
holder = Holder(b"holder")
ring = Holder(b"ring")
ring.me = ring
sys.kept = Holder(b"kept by sys")


def forgets():
    mine = socket.socket()


forgets()
