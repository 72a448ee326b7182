if 1:
    a = 1
if 0:
    b = 1
else:
    c = 1
if True:
    d
if False:
    e
if None:
    f = 1
if "":
    g = 1
elif x:
    h = 1
if __debug__:
    i = 1
if not 1:
    j = 1
if x and 0:
    k = 1
if 1 or x:
    l = 1
if () :
    m = 1
if 0:
    def n(): return 1
