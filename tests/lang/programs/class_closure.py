def f(a):
    class C:
        b = a
        def m(self):
            return a, b
        if a:
            def n(self):
                return super().n(a)
        c = [a, a]
    return C
