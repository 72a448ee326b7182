import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abc"), random.uniform(1, 2), random.sample(range(100), 3), random.randrange(0, 10, 3), random.getrandbits(8))
l = list(range(8))
random.shuffle(l)
print(l, random.choices("ab", k=5), random.choices([1, 2], weights=[9, 1], k=3), random.gauss(0, 1), random.triangular(0, 1, 0.5), random.expovariate(1), random.betavariate(1, 2))
r = random.Random("text")
print(r.random(), random.Random(1).random() == random.Random(1).random(), r.getstate()[0])
state = r.getstate()
a = r.random()
r.setstate(state)
print(a == r.random(), random.Random(b"bytes").randint(0, 10 ** 9), random.Random(3.5).random(), random.Random(10 ** 30).random())
for bad in ("random.choice([])", "random.randint(2, 1)", "random.sample([1], 2)", "random.randrange(0)"):
    try:
        print(eval(bad))
    except (IndexError, ValueError) as e:
        print(bad, "->", type(e).__name__)
