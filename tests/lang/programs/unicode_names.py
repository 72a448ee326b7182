été = 1
π = 3.14
def über(ä): return ä
