"""What is in lists of sys when the program ends: where the configuration keeps them, it outlives the last collection."""
import os
import sys


class Tells:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        write(1, ("gone: " + self.name + "\n").encode())


mine = Tells("a name of the program")
sys.path.append(Tells("in sys.path"))
sys.argv.append(Tells("in sys.argv"))
sys.warnoptions.append(Tells("in sys.warnoptions"))
sys.argv = []
print(len(sys.path) > 0, sys.argv)
