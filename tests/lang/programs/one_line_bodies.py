def f(): x = 1; return x
class C: a = 1
if a: b
else: c
for i in x: y
while a: b
try: a
except: b
with a: b
