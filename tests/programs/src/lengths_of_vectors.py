# math.hypot and math.dist: the last digit is that of the version.
import math, random
r = random.Random(5)
for i in range(300):
    a, b, c = r.uniform(0, 100), r.uniform(0, 100), r.uniform(-5,5)
    print(math.hypot(a, b), end=" ")
    if hasattr(math, "dist"):
        print(math.dist((a, b), (c, a)), math.hypot(a, b, c), math.hypot(a), math.dist((a,b,c),(c,b,b)), end=" ")
print(math.hypot(3, 4), math.hypot(15, 2))
