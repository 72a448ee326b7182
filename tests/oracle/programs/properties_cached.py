class Lazy:
    def __init__(self):
        self._value = None
    @property
    def value(self):
        if self._value is None:
            self._value = [1, 2, 3]
        return self._value
    @value.setter
    def value(self, new):
        self._value = new
x = Lazy()
a = x.value
b = x.value
x.value = 'other'
a = b = None
x = None
