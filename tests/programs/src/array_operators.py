# The operators of arrays are methods, too, and have words of their own.
from array import array

a = array("i", [1, 2])
for name in "__add__", "__mul__", "__rmul__", "__imul__", "__iadd__":
    print(name, type(getattr(array, name)).__name__)
print(hasattr(array, "__radd__"))
print(a + a, a * 2, 2 * a, a.__add__(a), a.__mul__(2), a.__rmul__(0))
b = a
b += array("i", [3])
b.__imul__(2)
print(a, a is b)


class Row(array):
    def __add__(self, other):
        return "row + " + type(other).__name__


print(Row("i", [1]) + a, a + Row("i", [1]), Row("i", [1]) * 2)
for wrong in (
    lambda: a + 3,
    lambda: a + [3],
    lambda: [3] + a,
    lambda: a + array("d", [1.0]),
    lambda: a * "x",
    lambda: a * 1.5,
    lambda: a.__add__(3),
    lambda: a.__mul__("x"),
    lambda: a.__iadd__([1]),
    lambda: a.extend(array("b", [1])),
):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
try:
    a += [1]
except TypeError as error:
    print(error)
