class Brick:
    pass
one = Brick()
two = Brick()
three = Brick()
del two
four = Brick()
del one
del three
five = Brick()
six = Brick()
seven = Brick()
