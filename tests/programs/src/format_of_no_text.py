# What __format__() of the numbers and of str takes is a str.
for value in (1, True, 1.5, "text"):
    for spec in (1, b"", None):
        try:
            print(value.__format__(spec))
        except TypeError as error:
            print(repr(value), "TypeError:", error)
