# Constant tuples are watched until a collection has looked at them; equal ones of a text are one.
import gc
t = (1, 'a')
u = (1, (2, 3.5), 'a')
v = (1, [2])[0], (t, 5)
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(u[1]), gc.is_tracked(v))
gc.collect(0)
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(u[1]), gc.is_tracked(v))
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(u[1]), gc.is_tracked(v))
exec('w = (4, 5)')
print(gc.is_tracked(w))
gc.collect()
print(gc.is_tracked(w))
def f(): return (7, 8)
def g(): return (7, 8)
print(f() is g(), gc.is_tracked(f()), f.__code__.co_consts is g.__code__.co_consts)


def pair(left, right): return left.x + right.y
def again(left, right): return left.x + right.y
def nothing(): pass
def neither(): pass


for name in ('co_consts', 'co_names', 'co_varnames', 'co_freevars'):
    print(name, getattr(pair.__code__, name) is getattr(again.__code__, name),
          getattr(nothing.__code__, name) is getattr(neither.__code__, name))
