"""Averages and how far values are from them."""

import math
from collections import Counter
from fractions import Fraction

__all__ = ["StatisticsError", "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_grouped",
           "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance",
           "NormalDist", "correlation", "covariance", "linear_regression"]


class StatisticsError(ValueError):
    pass


def _coerce(T, S):
    """The type that holds values of both."""
    if T is S or S is int or S is bool:
        return T
    if T is int:
        return S
    if issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _exact_ratio(x):
    """The value as (numerator, denominator); of what is infinite or no number, (itself, None)."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError("can't convert type '%s' to numerator/denominator" % type(x).__name__) from None


def _convert(value, T):
    """The exact value in that type, a float where it is no whole number."""
    if type(value) is T:
        return value
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return T(value)
    except TypeError:
        if hasattr(T, "from_float") and hasattr(T, "quantize"):
            return T(value.numerator) / value.denominator
        raise


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return math.isfinite(x)


def _sum(data, start=0):
    """(type, exact sum, how many)"""
    n, d = _exact_ratio(start)
    count, parts, T = 0, {d: n}, _coerce(int, type(start))
    for x in data:
        T = _coerce(T, type(x))
        n, d = _exact_ratio(x)
        count += 1
        parts[d] = parts.get(d, 0) + n
    if None in parts:
        return T, parts[None], count
    return T, sum(Fraction(n, d) for d, n in sorted(parts.items())), count


def _exact(data):
    """(the sum, its type, how many) of numbers, without a rounding in between."""
    kind, total, n = _sum(data)
    return total, kind, n


def _as(kind, value):
    return _convert(value, kind)


def _values(data):
    return data if isinstance(data, (list, tuple)) else list(data)


def mean(data):
    """The sum over the number."""
    total, kind, n = _exact(_values(data))
    if n < 1:
        raise StatisticsError("mean requires at least one data point")
    return _as(kind, total / n)


def fmean(data, weights=None):
    """The mean, as a float and fast."""
    data = _values(data)
    if weights is not None:
        weights = _values(weights)
        if len(weights) != len(data):
            raise StatisticsError("data and weights must be the same length")
        whole = math.fsum(weights)
        if not whole:
            raise StatisticsError("sum of weights must be non-zero")
        return math.fsum(x * w for x, w in zip(data, weights)) / whole
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return math.fsum(data) / len(data)


def geometric_mean(data):
    data = _values(data)
    if not data or any(x <= 0 for x in data):
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers")
    return math.exp(fmean(list(map(math.log, data))))


def harmonic_mean(data):
    data = _values(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(x < 0 for x in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(x == 0 for x in data):
        return 0
    total, _, n = _exact([Fraction(1) / Fraction(x) for x in data])
    kind = _exact(data)[1]
    return _as(float if kind is int else kind, n / total)


def median(data):
    """The one in the middle."""
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError("no median for empty data")
    x = data[n // 2]
    below = sum(v < x for v in data)
    return x - interval / 2 + interval * (n / 2 - below) / data.count(x)


def mode(data):
    """The most frequent one."""
    pairs = Counter(iter(data)).most_common()
    if not pairs:
        raise StatisticsError("no mode for empty data")
    if "first-mode" in _lacks and len(pairs) > 1 and pairs[0][1] == pairs[1][1]:
        same = sum(count == pairs[0][1] for _, count in pairs)
        raise StatisticsError("no unique mode; found %d equally common values" % same)
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method="exclusive"):
    """The n - 1 values that cut the data into n parts."""
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        m = size - 1
        for i in range(1, n):
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method != "exclusive":
        raise ValueError("Unknown method: %r" % method)
    m = size + 1
    for i in range(1, n):
        j = min(max(i * m // n, 1), size - 1)
        delta = i * m - j * n
        result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def _squares(data, center):
    """(the sum of the squares of the distances, its type, how many)."""
    total, kind, n = _exact(data)
    if n == 0:
        return Fraction(0), int, 0
    center = Fraction(center) if center is not None else total / n
    return sum(((Fraction(x) - center) ** 2 for x in data), Fraction(0)), kind, n


def variance(data, xbar=None):
    data = _values(data)
    total, kind, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _as(kind, total / (n - 1))


def pvariance(data, mu=None):
    data = _values(data)
    total, kind, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _as(kind, total / n)


def _root(value):
    """The square root of a fraction as the nearest float."""
    n, m = value.numerator, value.denominator
    if n == 0:
        return 0.0
    shift = max(0, 2 * 64 - (n.bit_length() - m.bit_length()))
    shift += shift % 2
    whole = math.isqrt((n << shift) // m) if hasattr(math, "isqrt") else None
    if whole is None:
        return math.sqrt(n / m)
    whole |= whole * whole * m != n << shift
    return whole / (1 << shift // 2)


def _decimal_root(kind, value):
    """The square root of a Decimal, by its own method."""
    return _as(kind, value).sqrt()


def stdev(data, xbar=None):
    data = _values(data)
    total, kind, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points" if "stdev-told" not in _lacks else
                              "variance requires at least two data points")
    if hasattr(kind, "sqrt"):
        return _decimal_root(kind, total / (n - 1))
    return _root(total / (n - 1)) if "stdev-told" not in _lacks else math.sqrt(_as(kind, total / (n - 1)))


def pstdev(data, mu=None):
    data = _values(data)
    total, kind, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point" if "stdev-told" not in _lacks else
                              "pvariance requires at least one data point")
    if hasattr(kind, "sqrt"):
        return _decimal_root(kind, total / n)
    return _root(total / n) if "stdev-told" not in _lacks else math.sqrt(_as(kind, total / n))


_lacks = frozenset(__lacks__)


# ---- two rows of numbers ----

def _two_rows(x, y, what):
    if len(x) != len(y):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    xbar, ybar = math.fsum(x) / len(x), math.fsum(y) / len(x)
    return [v - xbar for v in x], [v - ybar for v in y], xbar, ybar


def _sum_of_products(p, q):
    return float(sum(Fraction(a) * Fraction(b) for a, b in zip(p, q)))


def covariance(x, y, /):
    """How far they vary together."""
    dx, dy, _, _ = _two_rows(x, y, "covariance")
    return _sum_of_products(dx, dy) / (len(x) - 1)


def correlation(x, y, /, *, method="linear"):
    """From -1 to 1: how much they vary together."""
    if len(x) == len(y) and len(x) >= 2 and method not in ("linear", "ranked"):
        raise ValueError(f"Unknown method: {method!r}")
    dx, dy, _, _ = _two_rows(x, y, "correlation")
    if method == "ranked":
        dx, dy = _ranks(x), _ranks(y)
    sxx, syy = _sum_of_products(dx, dx), _sum_of_products(dy, dy)
    try:
        return _sum_of_products(dx, dy) / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant")


def _ranks(row):
    order = sorted(range(len(row)), key=row.__getitem__)
    ranks, i = [0.0] * len(row), 0
    while i < len(order):
        j = i
        while j < len(order) and row[order[j]] == row[order[i]]:
            j += 1
        for at in order[i:j]:
            ranks[at] = (i + j + 1) / 2 - (len(row) + 1) / 2
        i = j
    return ranks


def _named_pair():
    from collections import namedtuple
    return namedtuple("LinearRegression", ("slope", "intercept"))


LinearRegression = _named_pair()


def linear_regression(x, y, /, *, proportional=False):
    """The straight line that is nearest to the points."""
    pair = LinearRegression
    dx, dy, xbar, ybar = _two_rows(x, y, "linear regression")
    if proportional:
        dx, dy = list(map(float, x)), list(map(float, y))
    try:
        slope = _sum_of_products(dx, dy) / _sum_of_products(dx, dx)
    except ZeroDivisionError:
        raise StatisticsError("x is constant")
    return pair(slope=slope, intercept=0.0 if proportional else ybar - slope * xbar)


# ---- the normal distribution ----

def _polynomial(x, numbers):
    result = 0.0
    for number in numbers:
        result = result * x + number
    return result


# Wichura's rational approximations (Applied Statistics 37, algorithm AS 241): near the middle, beside it, far out.
_middle = ((2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
            1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0),
           (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
            5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0))
_beside = ((7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
            3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0),
           (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0))
_far = ((2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
         2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0),
        (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
         1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0))


def _normal_inverse(p, mu, sigma):
    q = p - 0.5
    if math.fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return mu + _polynomial(r, _middle[0]) * q / _polynomial(r, _middle[1]) * sigma
    r = math.sqrt(-math.log(p if q <= 0.0 else 1.0 - p))
    above, below = _beside if r <= 5.0 else _far
    r -= 1.6 if r <= 5.0 else 5.0
    x = _polynomial(r, above) / _polynomial(r, below)
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """A normal distribution, which can be calculated with."""

    __slots__ = {"_mu": "Arithmetic mean of a normal distribution", "_sigma": "Standard deviation of a normal distribution"}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu = float(mu)
        self._sigma = float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The one that the numbers look like."""
        data = list(data)
        xbar = fmean(data)
        return cls(xbar, stdev(data, xbar))

    def samples(self, n, *, seed=None):
        """So many numbers of it by chance."""
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        if _inverse_samples:
            rnd = random.random if seed is None else random.Random(seed).random
            return [_normal_inverse(rnd(), self._mu, self._sigma) for _ in range(n)]
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """How dense it is at x."""
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        diff = x - self._mu
        return math.exp(diff * diff / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        """How much of it is not above x."""
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        if _cdf_by_erfc:
            return 0.5 * math.erfc((self._mu - x) / (self._sigma * math.sqrt(2.0)))
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def inv_cdf(self, p):
        """Below which number so much of it lies."""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError("p must be in the range 0.0 < p < 1.0")
        if self._sigma <= 0.0 and _sigma_asked:
            raise StatisticsError("cdf() not defined when sigma at or below zero")
        return _normal_inverse(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The borders of n equal parts."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """How much two of them have in common."""
        if not isinstance(other, NormalDist):
            raise TypeError("Expected another NormalDist instance")
        X, Y = self, other
        if (Y._sigma, Y._mu) < (X._sigma, X._mu):
            X, Y = Y, X
        X_var, Y_var = X.variance, Y.variance
        if not X_var or not Y_var:
            raise StatisticsError("overlap() not defined when sigma is zero")
        dv = Y_var - X_var
        dm = math.fabs(Y._mu - X._mu)
        if not dv:
            return 1.0 - math.erf(dm / (2.0 * X._sigma * math.sqrt(2.0)))
        a = X._mu * Y_var - Y._mu * X_var
        b = X._sigma * Y._sigma * math.sqrt(dm * dm + dv * math.log(Y_var / X_var))
        x1, x2 = (a + b) / dv, (a - b) / dv
        return 1.0 - (math.fabs(Y.cdf(x1) - X.cdf(x1)) + math.fabs(Y.cdf(x2) - X.cdf(x2)))

    def zscore(self, x):
        """How many standard deviations x lies above the mean."""
        if not self._sigma:
            raise StatisticsError("zscore() not defined when sigma is zero")
        return (x - self._mu) / self._sigma

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, math.hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * math.fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / math.fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return f"{type(self).__name__}(mu={self._mu!r}, sigma={self._sigma!r})"

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state


_inverse_samples = "inverse-samples" not in __lacks__
_cdf_by_erfc = "cdf-by-erfc" not in __lacks__
_sigma_asked = "sigma-asked" not in __lacks__
