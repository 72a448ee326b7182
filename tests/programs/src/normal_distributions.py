# statistics: NormalDist, and rows of numbers that belong together.
import statistics


def told(function, *args, **names):
    try:
        result = function(*args, **names)
        print(getattr(function, "__name__", function), [float("%.10g" % r) for r in result] if isinstance(result, (list, tuple)) else
              float("%.10g" % result) if isinstance(result, float) else result)
    except Exception as error:
        print(getattr(function, "__name__", function), type(error).__name__, error)


if hasattr(statistics, "NormalDist"):
    N = statistics.NormalDist
    n = N(100, 15)
    print(n, n.mean, n.stdev, n.variance, n.median, n.mode, n == N(100.0, 15.0), hash(n) == hash(N(100, 15)), N())
    for x in (70, 100, 131.5):
        told(n.pdf, x)
        told(n.cdf, x)
    for p in (1e-20, 0.001, 0.1, 0.3, 0.5, 0.8, 0.999, 0, 1):
        told(n.inv_cdf, p)
    told(n.quantiles)
    told(n.quantiles, 5)
    told(n.overlap, N(110, 12))
    told(n.overlap, N(110, 15))
    told(n.overlap, 5)
    print(n + 5, n - N(1, 2), n * 2, n / 3, -n, +n, 5 + n, 5 - n, 2 * n, N.from_samples([2.5, 3.1, 2.1, 2.4, 2.7, 3.5]))
    told(N, 1, -1)
    told(N(1, 0).pdf, 1)
    told(N(1, 0).cdf, 1)
    if hasattr(N, "zscore"):
        told(n.zscore, 142)
        told(N(1, 0).zscore, 1)
if hasattr(statistics, "correlation"):
    x, y = [1, 2, 3, 4, 5, 6], [2, 4, 5, 4, 5, 8]
    told(statistics.covariance, x, y)
    told(statistics.correlation, x, y)
    told(statistics.linear_regression, x, y)
    told(statistics.correlation, x, x[::-1])
    told(statistics.covariance, [1], [2])
    told(statistics.correlation, [1, 2], [1])
    told(statistics.linear_regression, [1, 1], [1, 2])
    told(statistics.correlation, [1, 1], [1, 2])
    print(type(statistics.linear_regression(x, y)).__name__)
