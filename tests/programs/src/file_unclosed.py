# What is written waits in the layers; it reaches the file when it is flushed, when the file is closed, and when the
# object dies, by its count or in a cycle.
import gc
import sys
import weakref


def content():
    with open('file_unclosed.txt') as f:
        return f.read()


f = open('file_unclosed.txt', 'w')
f.write('flushed\n')
print(repr(content()))
f.flush()
print(repr(content()))
f.write('by its count\n')
ref = weakref.ref(f, lambda r: print('gone', repr(content())))
del f
print(ref(), repr(content()), [name for name in globals() if 'warning' in name])
f = open('file_unclosed.txt', 'a')
f.myself = f
f.write('in a cycle\n')
raw = f.buffer.raw
del f
print(repr(content()), raw.closed, gc.collect() > 0, repr(content()), raw)


def leave():
    f = open('file_unclosed.txt', 'a')
    f.write('by the end of a function\n')


leave()
print(content())
f = open('file_unclosed.txt', 'a')
f.write('x' * 5000)
print(len(content()))
f.write('y' * 5000)
print(len(content()))
f = None
print(len(content()))
line = open('file_unclosed.txt', 'w', buffering=1)
line.write('a')
print(repr(content()))
line.write('b\nc')
print(repr(content()))
line.close()
print(repr(content()))


class Own(list):
    pass


own = Own()
own.file = open('file_unclosed.txt', 'w')
own.file.write('held by another object')
own.append(own)
print(sys.getrefcount(own.file), sys.getrefcount(own.file.buffer), sys.getrefcount(own.file.buffer.raw))
del own
gc.collect()
print(content())
