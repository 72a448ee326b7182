import array
import collections
import copy
import pickle
import re


def told(name, what):
    try:
        print(name, re.sub('0x[0-9a-f]+', '0x', repr(what())))
    except Exception as e:
        print(name, type(e).__name__, re.sub('0x[0-9a-f]+', '0x', str(e)))


def used(it):
    next(it)
    return it


def over(it):
    for x in it:
        pass
    return it


class Items:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i

    def __len__(self):
        return 3


for name, make in [
        ('list', lambda: iter([1, 2, 3])), ('backward', lambda: reversed([1, 2, 3])), ('tuple', lambda: iter((1, 2, 3))),
        ('range', lambda: iter(range(1, 9, 2))), ('range back', lambda: reversed(range(4))), ('str', lambda: iter('abc')),
        ('text', lambda: iter('a\u20ac')), ('bytes', lambda: iter(b'abc')), ('bytearray', lambda: iter(bytearray(b'abc'))),
        ('keys', lambda: iter({1: 2, 3: 4})), ('values', lambda: iter({1: 2, 3: 4}.values())), ('set', lambda: iter({1, 2})),
        ('zip', lambda: zip([1, 2], (3, 4))), ('map', lambda: map(str, [1, 2])), ('filter', lambda: filter(None, [1, 2])),
        ('enumerate', lambda: enumerate([7, 8, 9], 5)), ('large', lambda: enumerate([7, 8], 2 ** 63)),
        ('reversed', lambda: reversed('abc')), ('items back', lambda: reversed(Items())), ('items', lambda: iter(Items())),
        ('deque', lambda: iter(collections.deque([1, 2]))), ('deque back', lambda: reversed(collections.deque([1, 2]))),
        ('array', lambda: iter(array.array('i', [1, 2])))]:
    told(name, lambda: make().__reduce__())
    told(name, lambda: used(make()).__reduce__())
    told(name, lambda: over(make()).__reduce__())
    told(name, lambda: list(copy.copy(used(make()))))
    told(name, lambda: list(copy.deepcopy(used(make()))))
    if name != 'array':
        told(name, lambda: list(pickle.loads(pickle.dumps(used(make())))))
    if hasattr(make(), '__setstate__'):
        for state in 1, 100, -5:
            it = make()
            told(name, lambda: (it.__setstate__(state), list(it)))
told('callable', lambda: iter(int, 1).__reduce__())
told('generator', lambda: copy.copy(x for x in []))
print(type(iter('a')), type(iter('\u20ac')))
import io
print(io.BytesIO(memoryview(b'abc')).read(), io.BytesIO().write(array.array('b', [1, 2])), io.BytesIO(bytearray(b'x')).getvalue())
with open('iterators_copied_made', 'wb') as f:
    print(f.write(memoryview(b'abcd')[1:3]), f.write(bytearray(b'xy')))
with open('iterators_copied_made', 'rb') as f:
    print(f.read())
import os
os.remove('iterators_copied_made')
for wrong in memoryview(b'abcd')[::2], 'x', 3:
    told('write', lambda: io.BytesIO().write(wrong))
