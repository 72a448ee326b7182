import math


def attempt(f, *args):
    try:
        print(getattr(f, "__name__", f), f(*args))
    except Exception as e:
        print(getattr(f, "__name__", f), type(e).__name__, e)


print(math.pi, math.e, math.tau, math.inf, math.nan)
for f in (math.sqrt, math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.asinh,
          math.exp, math.expm1, math.log1p, math.fabs, math.floor, math.ceil, math.trunc, math.degrees, math.radians, math.erf, math.erfc,
          math.log2, math.log10, math.frexp, math.modf, math.isfinite, math.isinf, math.isnan):
    print(f.__name__, [f(x) for x in (0.5, 1, 0.25)])
print(math.sqrt(16), math.pow(2, 0.5), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist([0, 0], [3, 4]), math.fmod(7, 3), math.remainder(7, 4))
print(math.atan2(1, -1), math.copysign(3, -0.0), math.ldexp(0.5, 10), math.log(8, 2), math.log(10 ** 400), math.log2(2 ** 5000), math.log10(10 ** 30))
print(math.factorial(20), math.factorial(30), math.comb(10, 3), math.perm(5, 2), math.perm(5), math.gcd(12, 18), math.isqrt(10 ** 20), math.isqrt(99))
print(math.prod([1, 2, 3]), math.prod([2.0], start=3), math.fsum([0.1] * 10), sum([0.1] * 10) == 1.0, math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7), math.floor(10 ** 20), math.ceil(2 ** 70 + 0.0), math.fsum([1e100, 1.0, -1e100]))
print(len(str(math.factorial(100))), math.comb(100, 50), math.gcd(2 ** 100, 6 ** 50) == 2 ** 50, math.isqrt(2 ** 201))
for name in ("lcm", "nextafter", "ulp", "cbrt", "exp2", "sumprod", "fma"):
    print(name, hasattr(math, name))
if hasattr(math, "lcm"):
    print(math.lcm(4, 6, 10), math.lcm(), math.lcm(0, 3), math.gcd(8, 12, 6), math.gcd(), math.nextafter(1.0, 2.0), math.ulp(1.0))
if hasattr(math, "cbrt"):
    print(math.cbrt(27.0), math.exp2(10))
for f, *args in ((math.sqrt, -1), (math.sqrt, "a"), (math.log, 0), (math.log, -1), (math.exp, 1000), (math.acos, 2), (math.factorial, -1),
                 (math.factorial, "a"), (math.comb, -1, 2), (math.pow, 0, -1), (math.fmod, 1, 0), (math.floor, math.inf), (math.ceil, math.nan),
                 (math.floor, "a"), (math.trunc, "a"), (math.isqrt, -1), (math.isqrt, 1.5), (math.gamma, -1), (math.cosh, 1000), (math.ldexp, 1.0, 5000),
                 (math.sqrt,), (math.sqrt, 1, 2), (math.pow, 1), (math.dist, [1], [1, 2]), (math.gcd, 1.5, 2), (math.fsum, 3), (math.log, 10, 1),
                 (math.radians, None), (math.perm, 3, -1), (math.lgamma, 0), (math.atanh, 1)):
    attempt(f, *args)


class Number:
    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __trunc__(self):
        return "trunc"

    def __float__(self):
        return 4.0


n = Number()
print(math.floor(n), math.ceil(n), math.trunc(n), math.sqrt(n), math.floor(True), math.__name__)
