import gc
gc.collect()
class Tree:
    def __init__(self, name, parent=None):
        self.name = name
        self.children = []
        self.parent = parent
        if parent is not None:
            parent.children.append(self)
root = Tree('root')
left = Tree('left', root)
right = Tree('right', root)
leaf = Tree('leaf', left)
names = [t.name for t in root.children]
del left
del right
del leaf
root = None
found = gc.collect()
