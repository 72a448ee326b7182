s.strip().split(",")[0].upper()
x.a.b(c).d(e.f(g)).h
self.items[self.count - 1].value.pop()
(a.b
  .c()
  .d(1)
  .e(f,
     g=2))
