"a" "b"
x: int = 1
