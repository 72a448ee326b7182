class Point:
    def __init__(self):
        self.x = 1
        self.y = [2]
a = Point()
b = Point()
b.z = 3
del b.x
space = a.__dict__
space["w"] = 4
del space
class Slim:
    __slots__ = ("p", "q")
slim = Slim()
slim.p = [1]
slim.q = slim
del slim.q
del slim
c = Point()
method = c.__init__
del method
setattr(c, "v", 5)
got = getattr(c, "v")
has = hasattr(c, "v")
hasnt = hasattr(c, "nothing")
delattr(c, "v")
del a
del b
del c
