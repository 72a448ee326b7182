state = "start"
count = 0
while state != "end":
    if state == "start":
        count += 1
        state = "middle" if count > 2 else "start"
    elif state == "middle":
        for i in range(3):
            if i == count:
                break
            if i % 2:
                continue
            count -= 1
        else:
            state = "end"
        if not state == "end" and count:
            state = "end"
    else:
        pass
print(state, count)
