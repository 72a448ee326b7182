x: int
y: int = 1
o.x: int
o.x: int = 2
l[0]: str
l[0]: str = a
(z): int = 3
def f(a: int, b: "str" = 1, *args: t, c: float, **kw: dict) -> None:
    v: int = 1
    w: str
    return v
def g(a: int, /, b) -> int: pass
def h() -> list[int]: pass
class C:
    a: int
    b: int = 2
    def m(self, x: int): pass
    if a:
        c: str = 1
