"""What tells of its end without a name: the function that writes is a default argument."""
import os


class Told:
    def __init__(self, name):
        self.text = ("del " + name + "\n").encode()

    def __del__(self, write=os.write):
        write(1, self.text)
