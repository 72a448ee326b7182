def method(self):
    return self.x
Made = type('Made', (), {'x': [1], 'method': method})
m = Made()
r = m.method()
Child = type('Child', (Made,), {})
c = Child()
m = None
Made = None
c = None
r = None
