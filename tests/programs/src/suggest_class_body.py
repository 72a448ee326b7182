# In the body of a class its own names are candidates, too, where suggestions are made in Python.
class Fruit:
    apple = 1
    ananas = appel
