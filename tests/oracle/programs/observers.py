class Subject:
    def __init__(self):
        self.watchers = []
    def tell(self, what):
        for w in self.watchers:
            w(what)
class Watcher:
    def __init__(self):
        self.seen = []
    def hear(self, what):
        self.seen.append(what)
s = Subject()
w = Watcher()
s.watchers.append(w.hear)
s.tell('one')
w = None
s.tell('two')
s.watchers.clear()
s = None
