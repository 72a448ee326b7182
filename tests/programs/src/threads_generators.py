# Frames of several threads at once: generators, recursion, exceptions, each with a stack of its own.
import sys
import threading

out = {}


def numbers(n):
    try:
        for i in range(n):
            yield i
    finally:
        out.setdefault(threading.current_thread().name, []).append("closed")


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def work(name):
    total = 0
    for i in numbers(40):
        total += i + down(i)
        if i == 30:
            break
    try:
        down(10 ** 6)
    except RecursionError:
        total += 1
    out[name] = out.pop(name, []) + [total, [j * j for j in range(4)], {k: down(k) for k in range(3)}]


sys.setswitchinterval(0.0001)
threads = [threading.Thread(target=work, args=("t%d" % n,), name="t%d" % n) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for name in sorted(out):
    print(name, out[name])
