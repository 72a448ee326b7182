# A generator that runs in one thread cannot be resumed by another; an iterator of C can be shared.
import threading

inside = threading.Event()
go = threading.Event()


def numbers():
    inside.set()
    go.wait()
    yield 1


g = numbers()
got = []
t = threading.Thread(target=lambda: got.append(next(g)))
t.start()
inside.wait()
try:
    next(g)
except ValueError as error:
    print(error)
go.set()
t.join()
print(got)
shared = iter(range(3000))
taken = []
threads = [threading.Thread(target=lambda: taken.extend(shared)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(taken) == list(range(3000)))
