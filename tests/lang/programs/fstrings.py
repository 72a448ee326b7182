x = 5
name = "Ada"
width = 10
a = f"{x}"
b = f"{x!r}{x!s}{x!a}"
c = f"a{{b}}{x}c{{"
d = f"{name:>10}{name:>{width}}{name!r:{'<'}{width}}"
e = f"{x=}" "lit" f"{x = !s:>4}" rf"\d{x}"
f = f""
g = f"abc" "d"
h = "p" f"{x}" "q" f"{name}" "r"
i = f"""one {x}
two {x!r} {x:>{x}} {
    x + width}
three {x}"""
j = (f"{x}"
     f"{name} and"
     "plain"
     f" {width:4}")
k = f"{(lambda: 3)()} { {1: x}[1] } {[x][0]} {x, name} {x if x else name}"
l = f"{f'{x} inner'} outer"
m = f"{x:}{x!r:}"
n = (f"{x}1{x}2{x}3{x}4{x}5{x}6{x}7{x}8{x}9{x}10{x}11{x}12{x}13{x}14{x}15{x}16")


def talk(who, *args, **kwargs):
    f"""not a docstring {who}"""
    print(f"hello {who}", f"{args!r} {kwargs}", sep=f"{who[0]}")
    return f"{who.upper()} {args[0] + 1:03d} {who}" + f"{kwargs['a']}"


class Point:
    label = f"point {x}"

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y:.2f})"


def annotated(value: f"{x}" = f"{name}"):
    assert value, f"no value: {value}"
    raise ValueError(f"bad {value!r}") from None


pair = f"{(1, name)} {name, 2} {()}"
for name in (*pair, 1):
    pass
