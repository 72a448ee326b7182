class M:
    def __init__(self):
        self.log = []
    def __enter__(self):
        self.log.append('in')
        return self.log
    def __exit__(self, *a):
        self.log.append(a[0])
        return True
m = M()
with m as log:
    log.append([1])
with m:
    raise ValueError([2])
del log
del m
