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
gc.set_threshold(10, 3, 2)
kept = []
for i in range(50):
    kept = [kept]
gc.set_threshold(700, 10, 10)
