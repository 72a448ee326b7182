# The layers by hand, over files and over memory, and classes derived from them.
import io

raw = io.FileIO('file_io_layers.bin', 'w')
print(raw, raw.mode, raw.readable(), raw.writable(), raw.closefd, raw.write(b'ab\ncd\n'))
raw.close()
buffer = io.BufferedReader(io.FileIO('file_io_layers.bin'), 3)
print(buffer.read(1), buffer.readline(), buffer.peek(), list(buffer))
text = io.TextIOWrapper(io.BufferedReader(io.FileIO('file_io_layers.bin')), 'ascii')
print(text, text.read(), text.newlines)
memory = io.BytesIO(b'a\r\nb\rc\n')
text = io.TextIOWrapper(memory)
print(text.readlines(), text.newlines, memory.closed)
text.close()
print(memory.closed)
memory = io.BytesIO()
text = io.TextIOWrapper(memory, encoding='latin-1', newline='\r\n')
text.write('ä\n')
print(memory.getvalue())
text.flush()
print(memory.getvalue())
b = io.BytesIO(b'abc')
print(b.read(1), b.write(b'XYZ'), b.getvalue(), b.seek(1), b.read(), b.truncate(2), b.getvalue(), b.seek(5), b.write(b'!'), b.getvalue())
print(isinstance(raw, io.IOBase), isinstance(raw, io.RawIOBase), isinstance(buffer, io.BufferedIOBase), isinstance(text, io.TextIOBase))
print([c.__name__ for c in io.TextIOWrapper.__mro__], [c.__name__ for c in io.FileIO.__mro__], io.DEFAULT_BUFFER_SIZE)


class Loud(io.FileIO):
    def write(self, data):
        print('write', data)
        return super().write(data)

    def close(self):
        print('close', self.closed)
        super().close()


loud = Loud('file_io_layers.bin', 'w')
loud.note = 'mine'
print(loud.write(b'x'), loud.__dict__)
del loud


class Text(io.TextIOWrapper):
    def __del__(self):
        print('del', self.closed)
        super().__del__()


t = Text(io.BufferedWriter(io.FileIO('file_io_layers.bin', 'w')))
t.write('waits')
del t
with open('file_io_layers.bin') as f:
    print(f.read())


class Raw(io.RawIOBase):
    def __init__(self):
        self.pieces = [b'one\n', b'two\n', b'']

    def readable(self):
        return True

    def read(self, n=-1):
        return self.pieces.pop(0) if self.pieces else b''


r = Raw()
print(r.readable(), r.closed, r.readline(), r.close(), r.closed)
