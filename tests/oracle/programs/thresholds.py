import gc
gc.collect()
gc.set_threshold(5, 2, 2)
a = []
b = []
c = []
d = []
e = []
f = []
g = []
h = []
i = []
j = []
k = []
l = []
m = []
n = []
o = []
p = []
q = []
r = []
s = []
gc.set_threshold(700, 10, 10)
count = gc.get_count()
def build(n):
    made = []
    for i in range(n):
        made.append([i])
    return made
gc.set_threshold(10, 3, 2)
kept = build(25)
kept = build(12)
gc.set_threshold(700, 10, 10)
