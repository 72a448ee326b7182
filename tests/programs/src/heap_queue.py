# heapq
import heapq

heap = []
for x in (5, 1, 4, 1, 3, 9, 2):
    heapq.heappush(heap, x)
print(heap, heapq.heappop(heap), heap)
print(heapq.heapreplace(heap, 0), heapq.heappushpop(heap, -1), heapq.heappushpop(heap, 7), heap)
items = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
heapq.heapify(items)
print(items)
print(heapq.nlargest(3, items), heapq.nsmallest(3, items, key=lambda x: -x))
print(list(heapq.merge([1, 4, 7], [2, 4, 8], [])), list(heapq.merge([7, 4], [8, 1], reverse=True)))
print(list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
try:
    heapq.heappop([])
except IndexError as e:
    print(e)
