import heapq, bisect, array, statistics, fractions, math, operator
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), heapq.heappushpop(h, 9), heapq.heapreplace(h, 3), h, heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3])))
l = [1, 3, 3, 5]
print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.bisect_right(l, 9))
bisect.insort(l, 4)
print(l)
a = array.array("i", [1, 2, 3])
a.append(4)
print(a, a.itemsize, a[1:3], a.tobytes()[:4], array.array("d", [1.5]).tolist(), a.typecode, sum(a))
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), statistics.pstdev([1, 2, 3]), statistics.mode([1, 1, 2]), statistics.variance([1, 2, 4]))
print(fractions.Fraction(3, 6) + 1, fractions.Fraction("0.25"), fractions.Fraction(1.5), fractions.Fraction(7, 3).limit_denominator(2), math.floor(fractions.Fraction(-1, 2)))
print(math.gcd(12, 18), math.sqrt(2), math.factorial(10), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.log(8, 2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.copysign(1, -0.0), math.fsum([0.1] * 10), math.frexp(8), math.modf(1.5), math.inf, math.degrees(math.pi))
for bad in ("math.sqrt(-1)", "math.log(0)", "math.factorial(-1)", "heapq.heappop([])", "statistics.mean([])", "fractions.Fraction(1, 0)", "array.array('i', [2 ** 40])", "math.gcd(1.5, 2)"):
    try:
        print(eval(bad))
    except (ValueError, IndexError, ArithmeticError, TypeError) as e:
        print(bad, "->", type(e).__name__)
