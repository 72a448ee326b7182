# What is registered for a fork lives until the interpreter is cleared, and its globals with it.
import os


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self, write=os.write):
        write(1, b"del " + self.name + b"\n")


class Called:
    def __init__(self):
        self.told = Told(b"of what is called after a fork")

    def __call__(self):
        pass


for call in (lambda: os.register_at_fork(), lambda: os.register_at_fork(before=3), lambda: os.register_at_fork(print)):
    try:
        call()
    except TypeError as error:
        print(error)
print(os.register_at_fork(before=Called(), after_in_child=print))
own = Told(b"own")
