# What cannot be done with a file, and how it is said.
import io


def attempt(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, 'errno', None), getattr(e, 'filename', None))


open('file_errors.txt', 'w').close()
for mode in '', 'z', 'rw', 'ww', 'r++', 'bt', 'x', 'b+', '+', 'xr':
    attempt(lambda: open('file_errors.txt', mode))
attempt(lambda: open('missing.txt'))
attempt(lambda: open('missing/file.txt', 'w'))
attempt(lambda: open('.'))
attempt(lambda: open(''))
attempt(lambda: open(99))
attempt(lambda: open(-1))
attempt(lambda: open(None))
attempt(lambda: open('a\0b'))
attempt(lambda: open())
attempt(lambda: open('file_errors.txt', mode=1))
attempt(lambda: open('file_errors.txt', buffering=0))
attempt(lambda: open('file_errors.txt', 'rb', encoding='utf-8'))
attempt(lambda: open('file_errors.txt', 'rb', errors='strict'))
attempt(lambda: open('file_errors.txt', 'rb', newline=''))
attempt(lambda: open('file_errors.txt', newline='x'))
attempt(lambda: open('file_errors.txt', encoding='no such'))
attempt(lambda: open('file_errors.txt', closefd=False))
w = open('file_errors.txt', 'w')
for what in (w.read, w.readline, lambda: next(w), lambda: w.buffer.read(), lambda: w.buffer.raw.read(), lambda: w.write(1),
             lambda: w.write(b''), lambda: w.buffer.write(''), lambda: w.writelines([1]), lambda: w.seek(1, 1),
             lambda: w.seek(-1), lambda: w.seek(0, 3), lambda: w.seek(1, 2)):
    attempt(what)
w.close()
r = open('file_errors.txt')
for what in (lambda: r.write('a'), lambda: r.buffer.write(b'a'), lambda: r.buffer.raw.write(b'a'), lambda: r.read('x')):
    attempt(what)
r.close()
raw, buffer = w.buffer.raw, w.buffer
print(w.closed, buffer.closed, raw.closed, raw, w.close(), buffer.close(), raw.close())
for what in (w.read, lambda: w.write('x'), lambda: buffer.write(b'x'), lambda: raw.write(b'x'), w.flush, w.tell, w.fileno,
             w.isatty, w.readline, lambda: next(w), lambda: iter(w), w.__enter__, w.readable, w.seekable, buffer.flush,
             buffer.tell, buffer.fileno, buffer.readable, raw.tell, raw.fileno, raw.readable, r.read, lambda: r.buffer.read()):
    attempt(what)
f = open('file_errors.txt', 'w', encoding='utf-8')
print(f.detach(), repr(f))
attempt(f.flush)
attempt(f.close)
attempt(lambda: io.BufferedReader(io.FileIO('file_errors.txt', 'w')))
attempt(lambda: io.BufferedWriter(io.FileIO('file_errors.txt')))
attempt(lambda: io.BufferedReader(io.FileIO('file_errors.txt'), 0))
attempt(lambda: io._io._IOBase().seek(0))
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError), io.UnsupportedOperation.__module__)
