import gc

gc.disable()
kept = []
i = 0
while i < 1000000:
    kept.append([])
    i += 1
rounds = 0
while rounds < 10:
    gc.collect()
    rounds += 1
