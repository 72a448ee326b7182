import gc
gc.collect()
graph = {}
for name in 'abcd':
    graph[name] = {}
graph['a']['b'] = graph['b']
graph['b']['c'] = graph['c']
graph['c']['a'] = graph['a']
graph['d']['d'] = graph['d']
found = gc.collect()
del graph['d']
found = gc.collect()
graph.clear()
found = gc.collect()
