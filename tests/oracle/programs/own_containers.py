class Bag:
    def __init__(self):
        self.items = {}
    def __getitem__(self, k):
        return self.items[k]
    def __setitem__(self, k, v):
        self.items[k] = v
    def __delitem__(self, k):
        del self.items[k]
b = Bag()
b['x'] = [1]
b['y'] = [2]
x = b['x']
del b['x']
del b
del x
