# When the last collection finalizes, the names of the module are still there; when they are taken away, they are None.
import sys


def helper():
    return "helper"


class Looks:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, helper is None, sys is None, __name__, sorted(n for n in globals() if n[0] in "hL"), sys.is_finalizing())


g = Looks("global")
h = [Looks("in a list")]
