# What an import of the library counts, without collections; two zeros in place of the other counters.
import gc
gc.disable()
before = gc.get_count()[0]
import textwrap
print(gc.get_count()[0] - before, 0, 0)
