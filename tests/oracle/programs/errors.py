class Guard:
    def __enter__(self):
        return self
    def __exit__(self, *what):
        return True
with Guard() as guard:
    inside = [1]
    raise ValueError("x")
del guard
try:
    before = [2]
    1 / 0
except ZeroDivisionError as error:
    caught = error
del caught
def fail():
    local = [3]
    raise KeyError("k")
try:
    fail()
except KeyError as error:
    trace = error
del trace
class Own(Exception):
    def __init__(self, code):
        Exception.__init__(self, code)
        self.code = code
try:
    raise Own(5)
except Own as error:
    code = error.code
try:
    try:
        fail()
    except KeyError:
        raise Own(6)
except Own as error:
    context = error.__context__
context = None
try:
    [].pop()
except IndexError:
    pass
finally:
    done = [4]
def cleanup():
    try:
        return [1]
    finally:
        leftover = [2]
got = cleanup()
try:
    {}["missing"]
except KeyError as error:
    args = error.args
