import gc
import sys

count = sys.getrefcount
print("None", count(None) > 1000, "True", count(True) > 10, "0", count(0) > 100, "1", count(1) > 30, "-5", count(-5) < 10)
print("()", count(()) > 500, gc.is_tracked(()), "''", count("") > 30)
before = count(None)
kept = [None] * 5
print(count(None) - before)
before = count(())
kept = [(), ()]
print(count(()) - before)
