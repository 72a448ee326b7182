order = []
def work(n):
    local = [n]
    try:
        order.append(local)
        return local
    finally:
        order.append('end')
a = work(1)
b = work(2)
order.clear()
a = None
b = None
