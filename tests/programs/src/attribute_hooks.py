class A:
    x = 1

    def __init__(self):
        self.log = []

    def __getattr__(self, name):
        if name == "log":
            raise AttributeError(name)
        return "made " + name

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name != "log":
            self.log.append(("set", name, value))

    def __delattr__(self, name):
        self.log.append(("del", name))
        object.__delattr__(self, name)

    def __dir__(self):
        return ["b", "a"]


a = A()
a.y = 2
print(a.x, a.y, a.z, hasattr(a, "anything"), dir(a))
del a.y
print(a.y, a.log)


class B(A):
    def __getattribute__(self, name):
        if name == "secret":
            return 42
        return super().__getattribute__(name)


b = B()
print(b.secret, b.x, b.other, getattr(b, "secret"), vars(b))
try:
    del b.missing
except AttributeError as e:
    print(type(e).__name__)
