import tracemalloc


def now():
    return tracemalloc.get_traced_memory()[0]


class Plain:
    def __init__(self, x):
        self.x = x
        self.y = x


class Slotted:
    __slots__ = ('x', 'y')

    def __init__(self, x):
        self.x = x
        self.y = x


makers = [
    ('list', lambda: [None] * 100), ('range', lambda: list(range(1000))), ('append', lambda: [i for i in range(100)]),
    ('dict', lambda: dict.fromkeys(range(100))), ('set', lambda: set(range(50))), ('str', lambda: 'x' * 1000),
    ('bytes', lambda: bytes(2000)), ('bytearray', lambda: bytearray(1000)), ('plain', lambda: [Plain(1) for _ in range(10)]),
    ('slotted', lambda: [Slotted(1) for _ in range(10)]),
    ('big', lambda: 10 ** 1000), ('lambda', lambda: [lambda: i for i in range(5)]), ('frozenset', lambda: frozenset('abc')),
    ('join', lambda: ','.join(map(str, range(300)))), ('split', lambda: ('a b ' * 50).split()),
    ('strings', lambda: {str(i) for i in range(100)}), ('sorted', lambda: sorted(range(100))),
    ('slice', lambda: list(range(100))[10:60]), ('copy', lambda: set(range(100)).copy()),
]
for name, make in makers:
    make()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
sizes = []
tracemalloc.start()
for name, make in makers:
    before = now()
    made = make()
    sizes.append(now() - before)
    del made
tracemalloc.stop()
print([(name, size) for (name, _), size in zip(makers, sizes)])

tracemalloc.start(5)


def some(n):
    return [bytearray(n) for _ in range(3)]


def outer():
    return some(1000), some(20000)


first = tracemalloc.take_snapshot()
kept = outer()
second = tracemalloc.take_snapshot()
here = [tracemalloc.Filter(True, __file__, 46), tracemalloc.Filter(False, "*library*")]
for statistic in second.filter_traces(here).compare_to(first.filter_traces(here), 'filename'):
    print(statistic.size_diff > 60000, statistic.count_diff)
big = second.filter_traces(here).statistics('traceback')[0]
print(big.size, big.count, [frame.lineno for frame in big.traceback])
where = tracemalloc.get_object_traceback(kept[0][0])
print(len(where), [frame.lineno for frame in where])
print('\n'.join(where.format()))
print(where == tracemalloc.get_object_traceback(kept[0][1]), where[0] in where, hash(where) == hash(where), where < where)
print(tracemalloc.get_object_traceback(len), tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() > 1000)
print(tracemalloc.Statistic(where, 12345678, 3), tracemalloc.StatisticDiff(where, 5, -200000, 0, -1))
print(repr(tracemalloc.Frame(('f.py', 3))), tracemalloc.Frame(('a', 1)) < tracemalloc.Frame(('a', 2)))
tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(kept), tracemalloc.is_tracing())
size, peak = tracemalloc.get_traced_memory()
room = bytearray(100000)
del room
print(tracemalloc.get_traced_memory()[1] - peak >= 100000)
if hasattr(tracemalloc, 'reset_peak'):
    tracemalloc.reset_peak()
    print(tracemalloc.get_traced_memory()[1] < 100000)
tracemalloc.stop()
for wrong in 0, -1:
    try:
        tracemalloc.start(wrong)
    except ValueError as e:
        print(e)
for wrong in lambda: tracemalloc.take_snapshot(), lambda: first.statistics('nothing'), lambda: first.filter_traces(3):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
