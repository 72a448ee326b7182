# timeit: what is run how often; not how long it takes.
import gc
import timeit

log = []
t = timeit.Timer("log.append(1)", "log.append('setup')", globals={"log": log})
print(type(t.timeit(3)), log)
log.clear()
print(len(t.repeat(2, 2)), log)
log.clear()
print(timeit.timeit(lambda: log.append(gc.isenabled()), number=2) >= 0, log, gc.isenabled())
ticks = iter(range(100))
print(timeit.timeit("pass", timer=lambda: next(ticks), number=5), timeit.repeat("pass", timer=lambda: next(ticks), repeat=3, number=1))
for wrong in (lambda: timeit.Timer(5), lambda: timeit.Timer("x ="), lambda: timeit.Timer("pass", 5)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error if not isinstance(error, SyntaxError) else "")
print(timeit.default_number, timeit.default_repeat, timeit.reindent("a\nb", 2))
