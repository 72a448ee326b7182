inner = [1, 2]
outer = [inner, inner]
copy = outer[:]
other = list(outer)
third = outer.copy()
inner.append(3)
copy[0] = None
outer = None
del other
inner = None
third.clear()
