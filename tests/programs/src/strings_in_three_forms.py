name, n, pi = "Ada", 42, 3.14159
print("%s is %d, %5.2f|%-6s|%06d|%x|%o|%e|%r|%%|%c" % (name, n, pi, "ab", n, n, n, pi, name, 65))
print("%(a)s %(b)03d" % {"a": 1, "b": 2}, "%*d|%-*d|" % (5, 1, 4, 2), "%.2s" % "abc", "%+d % d" % (1, 2))
print("{} {1} {0}".format if 0 else "{0} {1} {0}".format("x", "y"), "{a[k]} {b.real}".format(a={"k": 1}, b=2), "{:>8}|{:^8}|{:<8}|{:*^7}".format("r", "c", "l", "m"))
print("{:,} {:_} {:b} {:#x} {:08.3f} {:+} {:%} {:e}".format(1234567, 1234567, 10, 255, pi, 5, 0.25, pi), "{!r:>6} {!s} {!a}".format("q", "w", "\u00e9"))
print(f"{name!r:>7} {n:>{5}} {pi:.{2}f} {n + 1} {'nested ' + f'{n}'} {{}}", f"{n:#06x}", f"{[i for i in range(3)]}")
for bad in ("'%d' % 'x'", "'%s %s' % 1", "'%s' % (1, 2)", "'%q' % 1", "'{} {}'.format(1)", "'{a}'.format()", "'{0.x}'.format(1)", "'{:q}'.format(1)", "'{'.format()", "format(1, 'zz')"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, IndexError, KeyError, AttributeError) as e:
        print(bad, "->", type(e).__name__, e)
