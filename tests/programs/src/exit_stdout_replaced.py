# sys.stdout is an object of the program: print goes to it until the names of sys go.
import sys


class Upper:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        return self.stream.write(text.upper())

    def flush(self):
        self.stream.flush()

    def __del__(self):
        self.stream.write("upper is gone\n")


class Told:
    def __del__(self):
        print("del", sys is None)


told = Told()
ring = Told()
ring.me = ring
sys.stdout = Upper(sys.stdout)
print("end")
