"""A module of one's own."""
print("helper runs:", __name__, __file__, __package__ == "", __doc__)
X = 5
_hidden = 6

def times(a):
    return a * X

def keep():
    class Kept:
        def __del__(self):
            print("kept object dies, X is", X)
    global kept
    kept = Kept()
    return kept

def fail(value):
    raise ValueError(value)
