class Log:
    pass


log = Log()
log.file = open('oracle_files.txt', 'w')
f = log.file
n = f.write('one\n')
n = f.write('two\n')
n = f.write('three é\n')
f.flush()
buffer = f.buffer
raw = buffer.raw
names = f.__dict__
n = f.write('more')
f.close()
state = raw.__dict__
del f
del log
del buffer
del raw
f = open('oracle_files.txt', 'w')
n = f.write('x')
del f
f = open('oracle_files.txt', 'wb')
n = f.write(b'bytes')
f.me = f
del f
import gc
n = gc.collect()
