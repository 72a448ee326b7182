# The structures behind an open file.
import gc
import sys


def shown(o):
    print(type(o).__name__, sys.getsizeof(o), gc.is_tracked(o), sys.getrefcount(o),
          [(type(x).__name__, sys.getsizeof(x)) for x in gc.get_referents(o) if not isinstance(x, type) and x != {}])


for mode in 'w', 'r', 'r+', 'wb', 'rb':
    f = open('file_objects.txt', mode)
    shown(f)
    if 'b' not in mode:
        shown(f.buffer)
        shown(f.buffer.raw)
        print(f.__dict__, f.buffer.raw.__dict__)
    else:
        shown(f.raw)
    if 'w' in mode:
        f.write(b'text\n' if 'b' in mode else 'text\n')
    else:
        f.readline()
    shown(f)
    f.close()
    shown(f)
    print(f.raw.__dict__ if 'b' in mode else f.buffer.raw.__dict__)
f = open('file_objects.txt', 'w', 100)
shown(f.buffer)
del f
