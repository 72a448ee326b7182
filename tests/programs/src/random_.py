import random


def attempt(f, *args, **kw):
    try:
        print(f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


for seed in (0, 1, 42, -7, 2 ** 100, 10 ** 30, "text", b"bytes", 3.5, True):
    random.seed(seed)
    print(repr(seed), random.random(), random.randint(1, 6), random.getrandbits(10))
random.seed(12345)
print([random.randint(1, 100) for _ in range(10)], random.randrange(10), random.randrange(5, 50, 5), random.randrange(10, 0, -3))
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", [1, 9], k=5), random.choices("abc", cum_weights=[1, 2, 3], k=3))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.sample(range(100), 5), random.sample("abcdefgh", 8), random.sample(range(10 ** 6), 3))
print(random.uniform(1, 2), random.triangular(0, 1, 0.2), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(0, 1))
print(random.expovariate(2.0), random.lognormvariate(0, 1), random.gammavariate(2, 1), random.gammavariate(0.5, 1), random.gammavariate(1, 2), random.betavariate(1, 2))
print(random.paretovariate(2), random.weibullvariate(1, 2), random.vonmisesvariate(1, 2))
print(random.getrandbits(64), random.getrandbits(100), random.getrandbits(1))
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)], len(state), state[0], len(state[1]))
r = random.Random(7)
s = random.Random(7)
print(r.random() == s.random(), r.random() == random.random(), type(r))
random.seed(99, version=1)
print(random.random())
random.seed(5)
print(sum(random.random() for _ in range(2000)))
if hasattr(random, "randbytes"):
    random.seed(3)
    print(random.randbytes(5))


class Own(random.Random):
    def random(self):
        return 0.5


print(Own().choices([1, 2], k=2), Own(3).uniform(0, 4))
for f, *args in ((random.choice, []), (random.sample, [1], 2), (random.sample, {}, 0), (random.randint, 2, 1), (random.randrange, 0),
                 (random.choices, [1], [1], ), (random.choices, [1, 2], [1]), (random.getrandbits, -1), (random.randrange, 1, 5, 0)):
    attempt(f, *args)
