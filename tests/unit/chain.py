class Node:
    pass
first = node = Node()
for i in range(89):
    node.next = Node()
    node = node.next
del node
