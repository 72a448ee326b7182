class A:
    def __del__(self):
        print(undefined_in_del)
def f():
    a = A()
    b = 1 / 0
f()
