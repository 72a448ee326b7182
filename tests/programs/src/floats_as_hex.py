# float.hex and float.fromhex
for value in (0.0, -0.0, 1.0, 0.1, -1.5, 1e300, 5e-324, 2.2250738585072014e-308, 1e-310, float("inf"), float("-inf"), float("nan")):
    print(value, value.hex(), repr(float.fromhex(value.hex())))
for text in ("0x1.8p1", " +1.8p-1 ", "-0x.8", "0xA", "1p-1080", "0x1.fffffffffffff8p0", "0x1.00000000000008p0", "0x1.000000000000080001p0",
             "inf", "-Infinity", "nan", "0x0p99999999999999999999",
             "0x0.ffffffffffffecp-1022", "0x0.ffffffffffffe8p-1022", "0x0.ffffffffffffe7p-1022", "0x0.8p-1074", "0x0.80000000000000001p-1074"):
    print(text, float.fromhex(text))
for text in ("", "0x", "zz", "0x1p", "1.2.3", "0x1p1024", "0x1.fffffffffffff8p1023", "- 1", "1\u0660"):
    try:
        print(text, float.fromhex(text))
    except (ValueError, OverflowError) as e:
        print(repr(text), type(e).__name__, e)


class F(float):
    pass


print(type(F.fromhex("0x2")).__name__, F(3).hex())
