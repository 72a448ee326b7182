class Tool:
    made = 0
    @classmethod
    def make(cls):
        cls.made += 1
        return cls()
    @staticmethod
    def plain(x):
        return [x]
a = Tool.make()
b = Tool.plain(3)
f = Tool.make
g = a.plain
c = f()
d = g('x')
a = b = c = d = None
f = g = None
