for limit in (3, 10):
    n = 0
    while n < 5:
        if n == limit:
            print("found", n)
            break
        n += 1
    else:
        print("not found", n)
for word in ("abc", "xyz"):
    for letter in word:
        if letter == "b":
            break
    else:
        print("no b in", word)
        continue
    print("b in", word)
