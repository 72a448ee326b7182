"""% of bytes and bytearray."""


class B:
    def __bytes__(self):
        return b"own"


for s in ('b"%s" % "x"', 'b"%b" % 3', 'b"%c" % 300', 'b"%c" % b"ab"', 'b"%s %s" % (b"a",)', 'b"%s" % (b"a", b"b")', 'b"%q" % 1',
          'b"%(k)s|%(n)d" % {b"k": b"v", b"n": 3}', 'b"%5.1f|%-5d|%x|%#o" % (1.25, 3, 255, 8)', 'b"%a %r" % ("\u00e9", "\u00e9")', 'b"%" % 1',
          'bytearray(b"%d") % 5', 'b"%*d|%-*d|" % (5, 3, 4, 2)', 'b"%5s|%-5s|%.2s" % (b"ab", b"cd", b"efg")', 'b"%%" % ()',
          'b"%s" % bytearray(b"q")', 'b"%e" % "x"', 'b"%x" % 1.5', 'b"%c" % 65', 'b"%c" % "a"', 'b"%s" % memoryview(b"mm")', 'b"%s" % B()',
          'b"%(k)s" % b"x"', 'b"%(k" % {}', 'b"a" % {}', 'b"a" % 1', 'b"a" % ()', 'b"a" % [1]', '1 % b"a"', 'b"%05d|%+d|% d" % (42, 1, 2)',
          'b"%ld" % 5', 'b"%c%c" % (65, b"B")', 'b"%(a)s" % {b"b": 1}', 'b"%.3d" % 5'):
    try:
        print(s, "->", eval(s))
    except Exception as e:
        print(s, "->", type(e).__name__, e)
