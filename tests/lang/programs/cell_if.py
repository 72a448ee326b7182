if a:
    b
    "s"
else:
    c
