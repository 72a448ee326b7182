class A:
    def append_item(self):
        pass
[].apend(1)
