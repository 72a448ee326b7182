class Node:
    pass


head = None
i = 0
while i < 1000000:
    node = Node()
    node.next = head
    head = node
    i += 1
del node
head = None
