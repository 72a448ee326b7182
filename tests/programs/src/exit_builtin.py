import sys
keep = []
class D:
    def __del__(self):
        print("del")
sys.stuff = D()
a = D()
def f():
    pass
print("end", len(sys.modules) > 2, "sys" in sys.modules)
