# A bytearray and its block: exact, with spare room, cut in front; views that hold it.
empty = bytearray()
exact = bytearray(b"abc")
exact.append(100)
for number in range(20):
    exact.append(number)

grown = bytearray(range(10))
grown += b"0123456789" * 10
grown *= 2
while len(grown) > 20:
    del grown[:7]

grown.extend([1, 2, 3])
grown.extend(iter(range(40)))
del grown[5:30]
grown[2:4] = b"longer than two"
grown.pop()
grown.clear()
parts = bytearray(b"one two three").split()
joined = bytearray(b"-").join(parts)
whole = joined.copy()
upper = joined.upper() + b"!"
view = memoryview(joined)
part = view[2:6]
inner = part[1:]
view.release()
try:
    joined.append(1)
except BufferError:
    held = True

part.release()
inner.release()
joined.append(1)
again = iter(joined)
first = next(again)
del again, parts, view, part, inner, upper
copied = bytes(joined)
