import gc
gc.collect()
parts = []
for i in range(4):
    parts.append('part %d' % i)
text = '-'.join(parts)
del parts
words = text.split('-')
up = text.upper()
del text
words[0] += '!'
del words, up
