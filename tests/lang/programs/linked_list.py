class Cell:
    __slots__ = ("value", "rest")
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest
def build(n):
    head = None
    for i in range(n):
        head = Cell(i, head)
    return head
def total(cell):
    s = 0
    while cell is not None:
        s += cell.value
        cell = cell.rest
    return s
print(total(build(10)))
