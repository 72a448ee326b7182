def add(item, to=[]):
    to.append(item)
    return to
one = add(1)
two = add('two')
same = one is two
fresh = add(3, [])
defaults = add.__defaults__
del add
add = None
defaults = None
one = two = None
