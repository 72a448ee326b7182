import copy
import math
import numbers
import statistics
from fractions import Fraction as F

a, b = F(1, 3), F("-0.75")
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(b, a), -a, abs(b), a ** 2, a ** -2, 2 ** F(2), a + 1, 1 - a, a * 0.5)
print(repr(F("3/6")), F(6, -4), F(2.5), F(" 1e-3 "), F(), float(a), int(F(-7, 2)), round(F(5, 2)), round(F(22, 7), 2))
print(math.floor(b), math.ceil(b), math.trunc(b), a < b, a == F(2, 6), a == 1 / 3, F(1, 2) == 0.5, hash(F(1, 2)) == hash(0.5))
print(hash(F(3)) == hash(3), {F(1, 2): "half"}[0.5], F(math.pi).limit_denominator(100), F(3, 1), bool(F(0)), a.numerator, a.denominator)
print(copy.copy(a) is a, isinstance(a, numbers.Rational), isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real),
      isinstance(1j, numbers.Complex), issubclass(bool, numbers.Number), isinstance("1", numbers.Number))
for wrong in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: F(0) ** -1, lambda: a / 0, lambda: a < "x", lambda: a + "x"):
    try:
        print(wrong())
    except (ZeroDivisionError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
data = [2, 4, 4, 4, 5, 5, 7, 9]
print(statistics.mean(data), statistics.median(data), statistics.median_low(data), statistics.median_high(data), statistics.mode(data))
print(statistics.pstdev(data), statistics.pvariance(data), statistics.variance(data), round(statistics.stdev(data), 12))
print(statistics.mean([1, 2]), statistics.mean([F(1, 2), F(1, 3)]), statistics.mean([0.1] * 3), statistics.median([1, 2]),
      statistics.harmonic_mean([40, 60]), statistics.median_grouped([1, 3, 3, 5]))
for wrong in (lambda: statistics.mean([]), lambda: statistics.median([]), lambda: statistics.variance([1]), lambda: statistics.mode([])):
    try:
        print(wrong())
    except statistics.StatisticsError as e:
        print(e)
