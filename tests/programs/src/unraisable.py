import sys
class D:
    def __del__(self):
        raise ValueError("in del")
d = D()
try:
    del d
except ValueError:
    print("impossible")
print("after")
