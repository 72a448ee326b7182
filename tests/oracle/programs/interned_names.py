class Point:
    pass
p = Point()
setattr(p, 'made' + 'up', 1)
name = 'made'
name += 'up'
value = getattr(p, name)
d = {name: 1}
d['madeup'] = 2
p.__dict__['odd name'] = 3
del p.madeup
name = None
d = None
p = None
