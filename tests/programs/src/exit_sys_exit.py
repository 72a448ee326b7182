# SystemExit is nobody's last value: locals die before the functions of atexit run.
import atexit
import os
import sys


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)


def leaves():
    local = Told("local")
    sys.exit(3)


atexit.register(os.write, 1, b"atexit\n")
g = Told("g")
leaves()
