try:
    a
except:
    b
try:
    a
except E:
    b
try:
    a
except E as e:
    b
try:
    a
except (E, F) as e:
    b
except G:
    c
except:
    d
try:
    a
except E:
    b
else:
    c
try:
    pass
except E:
    pass
try:
    try:
        a
    except E:
        b
except F as f:
    c
try:
    a
except E as e:
    try:
        b
    except F as f:
        c
try: a
except E: b
try:
    a()
except E as e:
    raise
try:
    a()
except E as e:
    raise F from e
try:
    a()
except E as e:
    print(e)
    del e
