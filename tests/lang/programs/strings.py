s = "café"
t = 'say "hi"'
u = "it's"
v = """a "quoted" word"""
w = '\
joined'
x = "\q unknown"
y = ""
z = b""
