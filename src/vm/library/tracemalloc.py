# tracemalloc - what memory was asked for by which lines (Lib/tracemalloc.py).

from collections.abc import Sequence, Iterable
from functools import total_ordering
import fnmatch
import linecache
import os.path
import pickle

from _tracemalloc import *
from _tracemalloc import _get_object_traceback, _get_traces


_has_total = "Traceback.total_nframe" not in __lacks__
_oldest_first = "oldest-first" not in __lacks__
_says_not_implemented = "not-implemented" not in __lacks__


def _format_size(size, sign):
    for unit in 'B', 'KiB', 'MiB', 'GiB', 'TiB':
        if unit != 'B' and abs(size) < 100:
            return ("%+.1f %s" if sign else "%.1f %s") % (size, unit)
        if unit == 'TiB' or abs(size) < 10240:
            return ("%+.0f %s" if sign else "%.0f %s") % (size, unit)
        size /= 1024


def _with_average(text, size, count):
    if count:
        text += ", average=%s" % _format_size(size / count, False)
    return text


def _is_other(thing, kind):
    """Before 3.9 nobody asked what is compared with."""
    return _says_not_implemented and not isinstance(thing, kind)


class Statistic:
    """How much the blocks of one place take."""

    __slots__ = ('traceback', 'size', 'count')

    def __init__(self, traceback, size, count):
        self.traceback = traceback
        self.size = size
        self.count = count

    def __hash__(self):
        return hash((self.traceback, self.size, self.count))

    def __eq__(self, other):
        if _is_other(other, Statistic):
            return NotImplemented
        return self.traceback == other.traceback and self.size == other.size and self.count == other.count

    def __str__(self):
        text = "%s: size=%s, count=%i" % (self.traceback, _format_size(self.size, False), self.count)
        return _with_average(text, self.size, self.count)

    def __repr__(self):
        return '<Statistic traceback=%r size=%i count=%i>' % (self.traceback, self.size, self.count)

    def _sort_key(self):
        return (self.size, self.count, self.traceback)


class StatisticDiff:
    """How much more the blocks of one place take than before."""

    __slots__ = ('traceback', 'size', 'size_diff', 'count', 'count_diff')

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size = size
        self.size_diff = size_diff
        self.count = count
        self.count_diff = count_diff

    def __hash__(self):
        return hash((self.traceback, self.size, self.size_diff, self.count, self.count_diff))

    def __eq__(self, other):
        if _is_other(other, StatisticDiff):
            return NotImplemented
        return (self.traceback == other.traceback and self.size == other.size and self.size_diff == other.size_diff
                and self.count == other.count and self.count_diff == other.count_diff)

    def __str__(self):
        text = "%s: size=%s (%s), count=%i (%+i)" % (
            self.traceback, _format_size(self.size, False), _format_size(self.size_diff, True), self.count,
            self.count_diff)
        return _with_average(text, self.size, self.count)

    def __repr__(self):
        return '<StatisticDiff traceback=%r size=%i (%+i) count=%i (%+i)>' % (
            self.traceback, self.size, self.size_diff, self.count, self.count_diff)

    def _sort_key(self):
        return (abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback)


def _compare_grouped_stats(old_group, new_group):
    """What differs between two groupings; takes out of the old one what both have."""
    found = []
    for traceback, now in new_group.items():
        before = old_group.pop(traceback, None)
        size, count = (before.size, before.count) if before is not None else (0, 0)
        found.append(StatisticDiff(traceback, now.size, now.size - size, now.count, now.count - count))
    for traceback, gone in old_group.items():
        found.append(StatisticDiff(traceback, 0, -gone.size, 0, -gone.count))
    return found


@total_ordering
class Frame:
    """A line of a file."""

    __slots__ = ("_frame",)

    def __init__(self, frame):
        self._frame = frame

    @property
    def filename(self):
        return self._frame[0]

    @property
    def lineno(self):
        return self._frame[1]

    def __eq__(self, other):
        if _is_other(other, Frame):
            return NotImplemented
        return self._frame == other._frame

    def __lt__(self, other):
        if _is_other(other, Frame):
            return NotImplemented
        return self._frame < other._frame

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return "%s:%s" % (self.filename, self.lineno)

    def __repr__(self):
        return "<Frame filename=%r lineno=%r>" % (self.filename, self.lineno)


@total_ordering
class Traceback(Sequence):
    """Lines that stood above each other; from 3.7 on the oldest is the first."""

    __slots__ = ("_frames", "_total_nframe") if _has_total else ("_frames",)

    def __init__(self, frames, total_nframe=None):
        Sequence.__init__(self)
        self._frames = tuple(reversed(frames)) if _oldest_first else frames
        if _has_total:
            self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        return self._total_nframe

    def __len__(self):
        return len(self._frames)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Frame(frame) for frame in self._frames[index])
        return Frame(self._frames[index])

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __hash__(self):
        return hash(self._frames)

    def __eq__(self, other):
        if _is_other(other, Traceback):
            return NotImplemented
        return self._frames == other._frames

    def __lt__(self, other):
        if _is_other(other, Traceback):
            return NotImplemented
        return self._frames < other._frames

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        if _has_total and self._total_nframe is not None:
            return "<Traceback %r total_nframe=%s>" % (tuple(self), self.total_nframe)
        return "<Traceback %r>" % (tuple(self),)

    def _chosen(self, limit):
        if _oldest_first:
            return self[-limit:] if limit > 0 else self[:limit]
        return self[:limit] if limit >= 0 else ()

    def format(self, limit=None, most_recent_first=False):
        frames = self if limit is None else self._chosen(limit)
        lines = []
        for frame in reversed(frames) if most_recent_first else frames:
            lines.append('  File "%s", line %s' % (frame.filename, frame.lineno))
            text = linecache.getline(frame.filename, frame.lineno).strip()
            if text:
                lines.append('    %s' % text)
        return lines


def get_object_traceback(obj):
    """Where the object was made, or None."""
    frames = _get_object_traceback(obj)
    return Traceback(frames) if frames is not None else None


class Trace:
    """A block of memory: its size, and where it was asked for."""

    __slots__ = ("_trace",)

    def __init__(self, trace):
        self._trace = trace

    @property
    def domain(self):
        return self._trace[0]

    @property
    def size(self):
        return self._trace[1]

    @property
    def traceback(self):
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        if _is_other(other, Trace):
            return NotImplemented
        return self._trace == other._trace

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return "%s: %s" % (self.traceback, _format_size(self.size, False))

    def __repr__(self):
        return "<Trace domain=%s size=%s, traceback=%r>" % (
            self.domain, _format_size(self.size, False), self.traceback)


class _Traces(Sequence):
    def __init__(self, traces):
        Sequence.__init__(self)
        self._traces = traces

    def __len__(self):
        return len(self._traces)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(Trace(trace) for trace in self._traces[index])
        return Trace(self._traces[index])

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __eq__(self, other):
        if _is_other(other, _Traces):
            return NotImplemented
        return self._traces == other._traces

    def __repr__(self):
        return "<Traces len=%s>" % len(self)


def _normalize_filename(filename):
    name = os.path.normcase(filename)
    return name[:-1] if name.endswith('.pyc') else name


class BaseFilter:
    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        raise NotImplementedError


class Filter(BaseFilter):
    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self.inclusive = inclusive
        self._filename_pattern = _normalize_filename(filename_pattern)
        self.lineno = lineno
        self.all_frames = all_frames
        self.domain = domain

    @property
    def filename_pattern(self):
        return self._filename_pattern

    def _match_frame_impl(self, filename, lineno):
        if not fnmatch.fnmatch(_normalize_filename(filename), self._filename_pattern):
            return False
        return self.lineno is None or lineno == self.lineno

    def _match_frame(self, filename, lineno):
        return self._match_frame_impl(filename, lineno) ^ (not self.inclusive)

    def _match_traceback(self, traceback):
        if not self.all_frames:
            return self._match_frame(*traceback[0])
        found = any(self._match_frame_impl(filename, lineno) for filename, lineno in traceback)
        return self.inclusive if found else not self.inclusive

    def _match(self, trace):
        found = self._match_traceback(trace[2])
        if self.domain is None:
            return found
        if self.inclusive:
            return found and trace[0] == self.domain
        return found or trace[0] != self.domain


class DomainFilter(BaseFilter):
    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) ^ (not self.inclusive)


class Snapshot:
    """The traces of one moment."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        with open(filename, "wb") as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        with open(filename, "rb") as file:
            return pickle.load(file)

    def _filter_trace(self, include_filters, exclude_filters, trace):
        if include_filters and not any(one._match(trace) for one in include_filters):
            return False
        return not any(not one._match(trace) for one in exclude_filters)

    def filter_traces(self, filters):
        if not isinstance(filters, Iterable):
            raise TypeError("filters must be a list of filters, not %s" % type(filters).__name__)
        if not filters:
            return Snapshot(self.traces._traces.copy(), self.traceback_limit)
        include = [one for one in filters if one.inclusive]
        exclude = [one for one in filters if not one.inclusive]
        return Snapshot([trace for trace in self.traces._traces if self._filter_trace(include, exclude, trace)],
                        self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError("unknown key_type: %r" % (key_type,))
        if cumulative and key_type not in ('lineno', 'filename'):
            raise ValueError("cumulative mode cannot by used with key type %r" % key_type)
        stats, tracebacks = {}, {}
        for trace in self.traces._traces:
            size, frames = trace[1], trace[2]
            for key in frames if cumulative else (frames,):
                traceback = tracebacks.get(key)
                if traceback is None:
                    first = key if cumulative else key[0]
                    if key_type == 'traceback':
                        traceback = Traceback(key)
                    elif key_type == 'lineno':
                        traceback = Traceback((first,))
                    else:
                        traceback = Traceback(((first[0], 0),))
                    tracebacks[key] = traceback
                stat = stats.get(traceback)
                if stat is None:
                    stats[traceback] = Statistic(traceback, size, 1)
                else:
                    stat.size += size
                    stat.count += 1
        return stats

    def statistics(self, key_type, cumulative=False):
        found = list(self._group_by(key_type, cumulative).values())
        found.sort(reverse=True, key=Statistic._sort_key)
        return found

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        new_group = self._group_by(key_type, cumulative)
        found = _compare_grouped_stats(old_snapshot._group_by(key_type, cumulative), new_group)
        found.sort(reverse=True, key=StatisticDiff._sort_key)
        return found


def take_snapshot():
    """The traces as they are now."""
    if not is_tracing():
        raise RuntimeError("the tracemalloc module must be tracing memory allocations to take a snapshot")
    traces = _get_traces()
    traceback_limit = get_traceback_limit()
    return Snapshot(traces, traceback_limit)
