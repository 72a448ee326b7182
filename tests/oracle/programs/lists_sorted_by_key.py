people = [{'n': 'bob', 'a': 30}, {'n': 'ann', 'a': 25}]
people.sort(key=lambda p: p['a'])
names = [p['n'] for p in people]
older = [p for p in people if p['a'] > 26]
people.reverse()
people = None
older = None
names = None
