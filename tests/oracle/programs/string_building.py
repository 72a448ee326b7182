parts = []
for i in range(5):
    parts.append('part %d' % i)
text = ', '.join(parts)
parts = None
upper = text.upper()
pieces = text.split(', ')
text = None
last = pieces.pop()
pieces = upper = None
