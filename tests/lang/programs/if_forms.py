if a:
    x = 1
if a:
    x = 1
else:
    x = 2
if a:
    x = 1
elif b:
    x = 2
elif c:
    x = 3
else:
    x = 4
if a and b:
    x
if a or b:
    x
if a and (b or c):
    x
if not a:
    x
if not (a or b):
    x
if a < b:
    x
if a < b < c:
    x
else:
    y
if a is None:
    x
if a is not None:
    x
if not a is None:
    x
if a == 1: x = 1; y = 2
if (a if b else c):
    x
if a:
    pass
if a:
    pass
else:
    pass
if a in b:
    if c:
        x
    else:
        y
