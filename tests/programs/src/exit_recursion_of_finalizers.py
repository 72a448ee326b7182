# A long chain of objects dies at the end, one finalizer inside the other; each new object that a finalizer makes dies, too.
import os


class Link:
    def __init__(self, n, next):
        self.n, self.next = n, next

    def __del__(self, write=os.write):
        if self.n % 50 == 0:
            write(1, ("%d\n" % self.n).encode())


class Again:
    left = 3

    def __del__(self, write=os.write):
        write(1, ("again %d\n" % Again.left).encode())
        if Again.left:
            Again.left -= 1
            Again()


chain = None
for i in range(201):
    chain = Link(i, chain)
again = Again()
