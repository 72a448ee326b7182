class Stack:
    def __init__(self):
        self.items = []
    def pop(self):
        if not self.items:
            raise IndexError("pop from empty stack")
        return self.items.pop()
def process(stack, n):
    if n == 0:
        return stack.pop()
    return process(stack, n - 1)
def main():
    try:
        process(Stack(), 2)
    except IndexError as e:
        try:
            int("not a number")
        except ValueError:
            raise RuntimeError("failed: %s" % e)
main()
