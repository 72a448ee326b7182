class A:
    def __init__(self):
        self.size = 1
    def get(self):
        return size
A().get()
