for text in ("42", " 7 ", "-0", "1_000", "0x1f", "1e3", "", "abc", "4.0", "\u0663"):
    row = []
    for make in (int, float, complex):
        try:
            row.append(repr(make(text)))
        except ValueError as e:
            row.append(str(e))
    print(repr(text), row)
print(int("ff", 16), int("0b11", 0), int("z", 36), int(b"12"), int(3.99), int(-3.99), int(True), int("-0o17", 8))
print(repr(0.1 + 0.2), repr(1e16), repr(1e-5), repr(123456789012345680.0), repr(1.0), repr(-0.0), repr(1e22), repr(5e-324), repr(1.7976931348623157e308 * 10))
print(round(2.5), round(3.5), round(2.675, 2), round(1234, -2), round(-1.5), 7 // 2, -7 // 2, 7 % -3, divmod(-7, 3), 2 ** -1, 0 ** 0, 10 ** 20)
print(bin(10), oct(8), hex(255), bin(-5), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (10).bit_length(), float.fromhex("0x1p-2"), (0.5).hex(), (0.75).as_integer_ratio())
print(1 == 1.0 == True, hash(1) == hash(1.0), 1 < 1.5, float("nan") == float("nan"), float("inf") > 10 ** 300, complex(1, 2) * 1j, abs(3 + 4j), (1 + 2j).conjugate())
for bad in ("1 / 0", "1.0 // 0", "0 ** -1", "1 % 0", "int('9' * 5, 2)", "int(float('nan'))", "int(float('inf'))", "round('x')", "1 << -1", "(1j) < 2", "float([])", "int(None)"):
    try:
        print(eval(bad))
    except (TypeError, ValueError, ArithmeticError) as e:
        print(bad, "->", type(e).__name__, e)
