class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, n):
        return Vector(self.x * n, self.y * n)
    def __eq__(self, other):
        return self.x == other.x and self.y == other.y
a = Vector(1.5, 2.5)
b = Vector(3, 4)
c = a + b
d = c * 2
a += b
same = a == c
a = b = None
c = d = None
