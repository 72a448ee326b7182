import gc
gc.collect()
def fail(n):
    big = [n] * 10
    raise ValueError(big)
kept = None
try:
    fail(3)
except ValueError as error:
    kept = error
args = kept.args
kept.me = kept
kept = None
found = gc.collect()
args = None
