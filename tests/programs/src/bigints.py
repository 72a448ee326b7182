a = 2 ** 64
print(a, -a, a * a, a // 3, a % 7, -a // 3, -a % 7, a - 1 & 0xFF, a >> 60, a << 3, a | 1, a ^ a)
print(a == 2 ** 64, a > 10, hash(a), hash(-1), hash(2 ** 61 - 1), (10 ** 30) // (10 ** 10), 10 ** 18 * 10 ** 18)
print(int("123456789012345678901234567890"), str(3 ** 100), 0x1F, 0o17, 0b101, 1_000_000)
f = 1
for i in range(1, 31):
    f *= i
print(f, f.bit_length(), pow(2, 1000, 1007), divmod(f, 10 ** 12))
print(1e3 == 1000, 2 ** 53 + 1 == float(2 ** 53), int(1e20), float(10 ** 22), -7 >> 1, ~0, -1 & 0xFF)
print(round(12345, -2), round(-2.5), round(1e20), (5).__add__(3), int.__mul__(4, 5), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "little"))
print(True + 1, True == 1, isinstance(True, int), int(True), bool(2), False or 0)
print(1.0, 1.10, 1e100, 1.5e-7, float("inf"), -float("inf"), float("nan"), 3.0 == 3, 0.1 + 0.7, 1e22, 123456789012345680.0)
print(7.9 // 2, 7.9 % 2, -7.9 // 2, 2.5 ** 2, 1.5.is_integer(), (0.5).as_integer_ratio(), abs(-1.5), 10 / 4, 3 / 3)
