import gc
gc.collect()
class Empty:
    pass
del Empty
found = gc.collect()
class Method:
    def run(self):
        return 1
one = Method()
del Method
found = gc.collect()
del one
found = gc.collect()
Made = type("Made", (), {"x": 1})
made = Made()
made.y = made
del made, Made
found = gc.collect()
