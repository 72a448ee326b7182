a = 7
b = 3
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b)
print(-a, +a, ~a, a << b, a >> 1, a & b, a | b, a ^ b)
print(-7 // 2, -7 % 3, 7 // -2, 7 % -3, divmod(-7, 3))
print(2 ** 100, 2 ** -1, (-2) ** 3, 10 ** 20 // 3)
print(1.5 + 2, 3 * 0.1, 7.0 // 2, -7.5 % 2, 1e300 * 1e10)
print(0.1 + 0.2, 1 / 3, 100.0, 1e16, 1e-5, 123456789.123)
n = 10
n += 5
n -= 2
n *= 3
n //= 4
n **= 2
n %= 50
n <<= 2
n |= 1
n ^= 8
print(n)
print(1 < 2 <= 2 < 3, 1 == 1.0, 1 != 2, not 1, 3 > 2 > 1)
print(True + True, True & False, 5 if a > b else 6)
print(abs(-5), round(2.5), round(3.14159, 2), min(3, 1, 2), max([4, 9, 2]), sum([1, 2, 3]), pow(3, 4, 5))
print(int("42"), int("ff", 16), float("1.5"), str(12), bool([]), int(3.9), hex(255), oct(8), bin(5))
