class Only:
    one = None
    def __new__(cls):
        if cls.one is None:
            cls.one = super().__new__(cls)
        return cls.one
a = Only()
b = Only()
same = a is b
a = None
Only.one = None
b = None
