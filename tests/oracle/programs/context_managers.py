class Held:
    def __init__(self, what):
        self.what = what
    def __enter__(self):
        return self.what
    def __exit__(self, *exc):
        self.what = None
        return True
box = Held([1])
with box as inside:
    inside.append(2)
with Held({}) as inside:
    raise KeyError('x')
inside = None
box = None
