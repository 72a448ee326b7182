log = []
class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        log.append(self.name)
a = Loud('a')
b = Loud('b')
items = [Loud('c'), Loud('d')]
a = None
items.pop(0)
items = None
b = Loud('e')
del b
log.clear()
