# A text file: written, read, iterated over, placed in.
with open('file_text.txt', 'w', encoding='utf-8') as f:
    print(f.write('first\n'), f.write('zwölf\n'), f.tell(), f.closed)
    f.writelines(['x\n', 'y\n'])
print(f.closed, f)
with open('file_text.txt') as f:
    print([line for line in f])
with open('file_text.txt', encoding='utf-8') as f:
    print(f.readline(), f.tell(), f.readline(3), f.tell(), f.read(4), f.tell(), repr(f.read()), repr(f.read()))
    print(f.seek(0), f.readlines(), f.seek(6), f.readline(), f.seek(0, 2), f.read())
    print(f.encoding, f.errors, f.newlines, f.line_buffering, f.name, f.mode, f.readable(), f.writable(), f.seekable())
with open('file_text.txt', 'a+') as f:
    print(f.tell(), f.write('end'), f.tell(), f.seek(0), f.read())
with open('file_text.txt', 'r+') as f:
    f.write('FIRST')
    f.seek(0)
    print(f.readline(), f.truncate(), f.seek(0), f.read())
for newline in None, '', '\n', '\r', '\r\n':
    with open('file_text.txt', 'w', newline=newline) as f:
        f.write('a\nb\r\nc\rd')
    with open('file_text.txt', 'rb') as f:
        print(newline, f.read())
    with open('file_text.txt', newline=newline) as f:
        print(f.readlines(), f.newlines)
with open('file_text.txt', 'wb') as f:
    f.write(b'caf\xc3\xa9 \xff')
for encoding in 'utf-8', 'latin-1', 'ascii':
    for errors in 'strict', 'ignore', 'replace':
        with open('file_text.txt', encoding=encoding, errors=errors) as f:
            try:
                print(encoding, errors, ascii(f.read()))
            except UnicodeDecodeError as e:
                print(e)
with open('file_text.txt', 'w', encoding='ascii') as f:
    try:
        f.write('é')
    except UnicodeEncodeError as e:
        print(e)
