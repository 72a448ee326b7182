a = b'abc'
b = bytes(4)
c = a + b
d = bytearray(c)
d += b'more'
d[0:2] = b''
view = memoryview(d)
part = view[1:3]
part.release()
view.release()
d.clear()
a = b = c = None
