# A file of bytes, with and without a buffer.
with open('file_bytes.bin', 'wb') as f:
    print(f.write(b'one\ntwo\n'), f.tell(), f)
    f.writelines([b'3', b'4\n'])
with open('file_bytes.bin', 'rb') as f:
    print(f.peek()[:3], f.read(2), f.readline(), f.tell(), f.read1(2), f.readlines(), f.read(), f.seek(-4, 2), f.read())
    print(f.seek(1), f.seek(2, 1), f.tell(), f.read(1), f.name, f.mode, f.raw)
with open('file_bytes.bin', 'r+b') as f:
    print(f.read(3), f.write(b'!'), f.read(2), f.tell(), f.seek(0), f.read(), f)
with open('file_bytes.bin', 'rb', buffering=0) as f:
    print(f, f.read(4), f.tell(), f.readall(), f.read(5), f.seek(0), f.readline(), list(f))
with open('file_bytes.bin', 'ab') as f:
    print(f.tell(), f.write(b'more'), f.tell())
big = b'0123456789' * 2000
with open('file_bytes.bin', 'wb') as f:
    print(f.write(big[:3000]), f.write(big[3000:]), f.tell())
    with open('file_bytes.bin', 'rb') as g:
        print(len(g.read()))
with open('file_bytes.bin', 'rb') as f:
    print(f.read(5), len(f.read(5000)), f.tell(), len(f.read()), f.read(1))
with open('file_bytes.bin', 'w+b') as f:
    f.write(b'abcdef')
    print(f.seek(2), f.truncate(), f.seek(0), f.read(), f.truncate(5), f.seek(0), f.read())
    f.seek(8)
    f.write(b'x')
    f.seek(0)
    print(f.read())
