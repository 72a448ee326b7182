class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest
head = None
for i in range(4):
    head = Node(i * 100, head)
count = 0
n = head
while n is not None:
    count = count + 1
    n = n.rest
head = head.rest
head = None
