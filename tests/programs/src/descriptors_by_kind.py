class Data:
    def __set_name__(self, owner, name):
        self.name = name
        print("named", owner.__name__, name)

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.__dict__.get(self.name, "default")

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError("negative %s" % self.name)
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("deleted", self.name)
        obj.__dict__.pop(self.name, None)


class Plain:
    def __get__(self, obj, owner):
        return "plain", obj is None, owner.__name__


class C:
    d = Data()
    p = Plain()


c = C()
print(c.d, c.p, C.p, type(C.d).__name__)
c.d = 5
c.__dict__["d"] = 6
c.p = "own"
print(c.d, c.p, c.__dict__)
try:
    c.d = -1
except ValueError as e:
    print(e)
del c.d
print(c.d)


class D(C):
    pass


print(D().p, D.__dict__.get("p"), "p" in C.__dict__)
