"""Counts, widths and precisions that fit into no memory, or into no C type."""
def show(name, f):
    try:
        r = f()
        print(name, len(r) if isinstance(r, str) else r.bit_length())
    except (MemoryError, OverflowError, ValueError, TypeError) as e:
        print(name, type(e).__name__, e)
for n in (0, 1, 29, 30, 31, 59, 60, 61, 89, 90, 200):
    print(n, 1 << n, -3 << n, (7 << 90) >> n, (-7 << 90) >> n, -(2 ** 60 + 1) >> n, 5 >> n, -5 >> n)
for n in (2 ** 62, 2 ** 63 - 1, 2 ** 63, 2 ** 64, 2 ** 66, 30 * 2 ** 63, 30 * 2 ** 63 - 1, 2 ** 70, 2 ** 200, -1, -2 ** 70):
    show("left %d" % n, lambda: 1 << n)
    show("long %d" % n, lambda: 10 ** 30 << n)
    show("zero %d" % n, lambda: 0 << n)
    show("right %d" % n, lambda: 5 >> n)
    show("negative %d" % n, lambda: -5 >> n)
    show("long right %d" % n, lambda: -10 ** 30 >> n)
for s in ("%.2147483647d", "%.2147483645d", "%.2147483648d", "%.9223372036854775808d", "%99999999999999999999d",
          "%9223372036854775808d", "%.99999999999s", "%.2147483647s", "%.2147483648s", "%.2147483648x",
          "%.2147483648f", "%.300f", "%.2147483648r", "%.2147483647r"):
    show(s, lambda: s % 1)
for n in (2 ** 31, 2 ** 63, -2 ** 31, -2 ** 31 - 1, -1, -2 ** 63, -2 ** 63 - 1, 0, True):
    show("precision %d" % n, lambda: "%.*d" % (n, 1))
    show("of a float %d" % n, lambda: "%.*f" % (n, 1))
    show("of a string %d" % n, lambda: "%.*s" % (n, "text"))
for n in (2 ** 63, -2 ** 63 - 1, 7, -7, 0):
    show("width %d" % n, lambda: "%*d" % (n, 1))
    show("of a string %d" % n, lambda: "%*s" % (n, "text"))
for f in ("99999999999999999999d", ".99999999999999999999f", ".2147483648f", "9223372036854775808d", ".9223372036854775807f"):
    show("format " + f, lambda: format(1, f))
