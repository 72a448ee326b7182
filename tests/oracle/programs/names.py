first = ["one"]
second = first
third = [first, second]
del second
number = 300
again = 300
ratio = 0.25
del ratio
half = 0.5
table = {"key": first}
del first
third = None
table = None
empty = ()
pair = (number, half)
pair = None
