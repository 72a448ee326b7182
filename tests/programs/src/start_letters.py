# Which strings of one character has start-up left? Each that is missing takes a block when it is asked for.
import sys
blocks = sys.getallocatedblocks
taken = [0] * 132
for number in list(range(128, 132)) + list(range(1, 128)):
    before = blocks()
    letter = chr(number)
    after = blocks()
    taken[number] = after - before
print([number for number in range(1, 128) if taken[number] == min(taken[1:])])

# One word for all callbacks of a collection, or one for each?
import gc
words = []
def first(phase, info):
    words.append(phase)
def second(phase, info):
    words.append(phase)
gc.callbacks.extend([first, second])
gc.collect()
gc.callbacks.clear()
print(len(words), words[0] is words[1], words[1] is words[2], sys.getrefcount(words[0]))
