class MyList(list):
    def sum(self):
        t = 0
        for x in self:
            t += x
        return t
m = MyList([1, 2, 3])
m.append(4)
m.extra = "attr"
print(m, m.sum(), len(m), m.extra, isinstance(m, list), m[1:], type(m).__name__)
class MyDict(dict):
    def __missing__(self, k):
        return "missing " + str(k)
d = MyDict(a=1)
print(d["a"], d["zz"], d.get("zz"), d)
class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + o + 1000)
i = MyInt(5)
print(i + 1, i * 2, i == 5, repr(i), type(i + 1).__name__)
class MyStr(str):
    def shout(self):
        return self.upper() + "!"
s = MyStr("abc")
print(s.shout(), s + "d", s == "abc", {s: 1}["abc"])
class MyTuple(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
t = MyTuple(1, 2)
print(t, t[0], len(t))
class MyErr(ValueError):
    code = 7
try:
    raise MyErr("a", "b")
except ValueError as e:
    print(e, e.code, e.args, repr(e))
class MySet(set):
    pass
print(MySet([1]), MySet([1]) | {2})
class MyFloat(float):
    pass
print(MyFloat(1.5), MyFloat(1.5) + 1)
