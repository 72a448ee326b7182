# heapq - a list as a heap: item k is not larger than items 2k+1 and 2k+2 (Lib/heapq.py).

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def heappush(heap, item):
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first, heap[0] = heap[0], last
    _siftup(heap, 0)
    return first


def heapreplace(heap, item):
    first, heap[0] = heap[0], item
    _siftup(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x):
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def _siftdown(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        if not item < heap[above]:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = item


def _siftup(heap, at):
    end, start, item = len(heap), at, heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at, child = child, 2 * child + 1
    heap[at] = item
    _siftdown(heap, start, at)


def merge(*iterables, key=None, reverse=False):
    entries = []
    for number, iterable in enumerate(iterables):
        it = iter(iterable)
        for value in it:
            entries.append([value if key is None else key(value), -number if reverse else number, value, it])
            break
    while entries:
        entry = (max if reverse else min)(entries, key=lambda e: (e[0], e[1]))
        yield entry[2]
        for value in entry[3]:
            entry[0], entry[2] = (value if key is None else key(value)), value
            break
        else:
            entries.remove(entry)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n]
