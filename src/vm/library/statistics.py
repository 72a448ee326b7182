"""Averages and how far values are from them."""

import math
from collections import Counter
from fractions import Fraction

__all__ = ["StatisticsError", "fmean", "geometric_mean", "harmonic_mean", "mean", "median", "median_grouped",
           "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev", "variance"]


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
