# What is deprecated warns once a line when __main__ does it, and notes that among the globals.
class Cut:
    def __init__(self, what):
        self.what = what

    def __trunc__(self):
        return self.what


class Whole:
    def __int__(self):
        return True


class Index:
    def __index__(self):
        return True


class Real:
    def __float__(self):
        return type('Own', (float,), {})(2.5)


for i in range(2):
    print(int(Cut(5)), int(Whole()), float(Real()))
    print([1, 2][Index()], 'ab'[Index()])
    print(bool(NotImplemented), not NotImplemented)
    x = True
    print(~x, ~x)
print(~x)
exec('int(Whole())')
exec('int(Whole())', {'Whole': Whole, '__name__': 'other'})
exec('print(int(Whole()), "__warningregistry__" in globals())', {'Whole': Whole})
for key in sorted(map(str, __warningregistry__)):
    print(key)
