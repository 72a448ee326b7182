# The locals of what failed live until sys.last_value goes.
import os
import sys


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)


def fails():
    local = Told("local")
    raise ValueError("boom")


g = Told("g")
fails()
