f = open('oracle_files.txt', 'w')
n = f.write('one\ntwo\nthree\n')
f.close()
f = open('oracle_files.txt')
buffer = f.buffer
line = f.readline()
n = f.tell()
text = f.read(2)
rest = f.read()
f.close()
f = open('oracle_files.txt', 'rb')
line = f.readline()
piece = f.read(3)
rest = f.read()
del f
lines = []
for line in open('oracle_files.txt'):
    lines.append(line)
with open('oracle_files.txt', 'r+') as f:
    line = f.readline()
    n = f.seek(0)
    n = f.write('ONE')
    f.flush()
del f
