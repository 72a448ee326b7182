if a:
    x: int = 1
for i in y:
    try:
        z: str
    except E:
        pass
