# os.write: everything that has bytes in a row, and what it says of the rest.
import os
print(os.write(1, b""))
ahead = bytearray(b"byte array\n")
print(ahead, flush=True)
print(os.write(1, ahead), flush=True)
print(os.write(1, memoryview(b"view of bytes\n")[8:]), flush=True)
for what in ("text", 5, None, [1]):
    try:
        os.write(1, what)
    except TypeError as e:
        print(e, flush=True)
try:
    os.write(77, b"x")
except OSError as e:
    print(type(e).__name__, e.errno, e)
