# graphlib where it is, sched, heapq, bisect: orders of things.
import bisect
import heapq
import sched
import shlex

events = []
clock = [0]
s = sched.scheduler(lambda: clock[0], lambda n: clock.__setitem__(0, clock[0] + n))
s.enter(5, 1, events.append, ("late",))
first = s.enter(1, 2, events.append, ("early",))
s.enter(1, 1, events.append, ("earlier",))
gone = s.enter(3, 1, events.append, ("never",))
s.cancel(gone)
print(len(s.queue), s.empty(), first.time, first.priority)
s.run()
print(events, clock, s.empty())
try:
    import graphlib
except ImportError:
    print("no graphlib")
else:
    sorter = graphlib.TopologicalSorter({"D": {"B", "C"}, "C": {"A"}, "B": {"A"}})
    order = list(sorter.static_order())
    print(order[0], sorted(order[1:3]), order[3])
    sorter = graphlib.TopologicalSorter({1: [2], 2: [3], 3: [1]})
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        print(error.args[0], sorted(set(error.args[1])))
    sorter = graphlib.TopologicalSorter()
    sorter.add("x", "y")
    sorter.prepare()
    print(sorter.is_active(), sorter.get_ready(), sorter.get_ready())
    sorter.done("y")
    print(sorter.get_ready())
    for act in (lambda: sorter.add("z"), lambda: sorter.done("q"), lambda: sorter.prepare(), lambda: graphlib.TopologicalSorter().get_ready()):
        try:
            act()
        except ValueError as error:
            print(error)
heap = [5, 1, 4, 2]
heapq.heapify(heap)
print(heap, heapq.nsmallest(2, heap), heapq.nlargest(2, heap), list(heapq.merge([1, 4], [2, 3])), heapq.heappushpop(heap, 0))
line = [1, 2, 2, 5]
bisect.insort(line, 3)
print(line, bisect.bisect_left(line, 2), bisect.bisect(line, 2))
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g  # h", comments=True), shlex.quote("it's"), shlex.quote(""), shlex.quote("plain"))
for wrong in ("'open", "end\\"):
    try:
        shlex.split(wrong)
    except ValueError as error:
        print(error)
