import gc
gc.collect()
deep = []
for i in range(52):
    deep = [deep]
deep = None
count = gc.get_count()
chain = ()
for i in range(27):
    chain = (chain, [])
chain = None
class Link:
    def __init__(self, nxt):
        self.nxt = nxt
head = None
for i in range(20):
    head = Link(head)
head = None
found = gc.collect()
