"""A tree of a regular expression as the words that _sre understands."""

import _sre

if "package" in __lacks__:
    import sre_parse as _parser
    from sre_constants import *
else:
    from . import _parser
    from ._constants import *
    from ._casefix import _EXTRA_CASES

_LITERAL_CODES = {LITERAL, NOT_LITERAL}
_SUCCESS_CODES = {SUCCESS, FAILURE}
_ASSERT_CODES = {ASSERT, ASSERT_NOT}
_UNIT_CODES = _LITERAL_CODES | {ANY, IN}
_REPEATING_CODES = {
    MIN_REPEAT: (REPEAT, MIN_UNTIL, MIN_REPEAT_ONE),
    MAX_REPEAT: (REPEAT, MAX_UNTIL, REPEAT_ONE),
    POSSESSIVE_REPEAT: (POSSESSIVE_REPEAT, SUCCESS, POSSESSIVE_REPEAT_ONE),
}
MAXCODE = (1 << _sre.CODESIZE * 8) - 1

if "package" in __lacks__:
    _equivalences = (
        (0x69, 0x131), (0x73, 0x17f), (0xb5, 0x3bc), (0x345, 0x3b9, 0x1fbe), (0x390, 0x1fd3), (0x3b0, 0x1fe3),
        (0x3b2, 0x3d0), (0x3b5, 0x3f5), (0x3b8, 0x3d1), (0x3ba, 0x3f0), (0x3c0, 0x3d6), (0x3c1, 0x3f1), (0x3c2, 0x3c3),
        (0x3c6, 0x3d5), (0x1e61, 0x1e9b), (0xfb05, 0xfb06),
    ) + (() if "cyrillic-forms" in __lacks__ else (
        (0x432, 0x1c80), (0x434, 0x1c81), (0x43e, 0x1c82), (0x441, 0x1c83), (0x442, 0x1c84, 0x1c85), (0x44a, 0x1c86),
        (0x463, 0x1c87), (0x1c88, 0xa64b),
    ))
    _ignorecase_fixes = _EXTRA_CASES = {
        i: tuple(j for j in t if i != j) for t in _equivalences for i in t}


def _combine_flags(flags, add_flags, del_flags, TYPE_FLAGS=_parser.TYPE_FLAGS):
    if add_flags & TYPE_FLAGS:
        flags &= ~TYPE_FLAGS
    return (flags | add_flags) & ~del_flags


def _case_functions(flags):
    """(is it cased, the small letter, small letters that share a capital) when case does not count."""
    if not flags & SRE_FLAG_IGNORECASE or flags & SRE_FLAG_LOCALE:
        return None, None, None
    if flags & SRE_FLAG_UNICODE:
        return _sre.unicode_iscased, _sre.unicode_tolower, _EXTRA_CASES
    return _sre.ascii_iscased, _sre.ascii_tolower, None


class _Block:
    """Words whose number stands in front of them."""

    def __init__(self, code):
        self.code = code
        self.place = len(code)
        code.append(0)

    def end(self, more=0):
        self.code[self.place] = len(self.code) - self.place + more


def _compile(code, pattern, flags):
    iscased, tolower, fixes = _case_functions(flags)
    emit = code.append
    for op, av in pattern:
        if op in _LITERAL_CODES:
            _compile_literal(code, op, av, flags)
        elif op is IN:
            charset, hascased = _optimize_charset(av, iscased, tolower, fixes)
            if flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE:
                emit(IN_LOC_IGNORE)
            elif not hascased:
                emit(IN)
            else:
                emit(IN_UNI_IGNORE if fixes else IN_IGNORE)
            block = _Block(code)
            _compile_charset(charset, flags, code)
            block.end()
        elif op is ANY:
            emit(ANY_ALL if flags & SRE_FLAG_DOTALL else ANY)
        elif op in _REPEATING_CODES:
            _compile_repeat(code, op, av, flags)
        elif op is SUBPATTERN:
            group, add_flags, del_flags, p = av
            if group:
                code += [MARK, (group - 1) * 2]
            _compile(code, p, _combine_flags(flags, add_flags, del_flags))
            if group:
                code += [MARK, (group - 1) * 2 + 1]
        elif op is ATOMIC_GROUP:
            emit(ATOMIC_GROUP)
            block = _Block(code)
            _compile(code, av, flags)
            emit(SUCCESS)
            block.end()
        elif op in _SUCCESS_CODES:
            emit(op)
        elif op in _ASSERT_CODES:
            _compile_assertion(code, op, av, flags)
        elif op is AT:
            emit(op)
            if flags & SRE_FLAG_MULTILINE:
                av = AT_MULTILINE.get(av, av)
            if flags & SRE_FLAG_LOCALE:
                av = AT_LOCALE.get(av, av)
            elif flags & SRE_FLAG_UNICODE:
                av = AT_UNICODE.get(av, av)
            emit(av)
        elif op is BRANCH:
            emit(op)
            tails = []
            for item in av[1]:
                block = _Block(code)
                _compile(code, item, flags)
                emit(JUMP)
                tails.append(_Block(code))
                block.end()
            emit(FAILURE)
            for tail in tails:
                tail.end()
        elif op is CATEGORY:
            emit(op)
            emit(_category(av, flags))
        elif op is GROUPREF:
            if not flags & SRE_FLAG_IGNORECASE:
                emit(op)
            elif flags & SRE_FLAG_LOCALE:
                emit(GROUPREF_LOC_IGNORE)
            else:
                emit(GROUPREF_UNI_IGNORE if fixes else GROUPREF_IGNORE)
            emit(av - 1)
        elif op is GROUPREF_EXISTS:
            if av[0] >= av[1].state.groups:
                raise RuntimeError("invalid SRE code")
            emit(op)
            emit(av[0] - 1)
            yes = _Block(code)
            _compile(code, av[1], flags)
            if av[2]:
                emit(JUMP)
                no = _Block(code)
                yes.end(1)
                _compile(code, av[2], flags)
                no.end()
            else:
                yes.end(1)
        else:
            raise error("internal: unsupported operand type %r" % (op,))


def _compile_literal(code, op, av, flags):
    if not flags & SRE_FLAG_IGNORECASE:
        code += [op, av]
        return
    if flags & SRE_FLAG_LOCALE:
        code += [OP_LOCALE_IGNORE[op], av]
        return
    iscased, tolower, fixes = _case_functions(flags)
    if not iscased(av):
        code += [op, av]
        return
    lo = tolower(av)
    if not fixes:
        code += [OP_IGNORE[op], lo]
    elif lo not in fixes:
        code += [OP_UNICODE_IGNORE[op], lo]
    else:
        code.append(IN_UNI_IGNORE)
        block = _Block(code)
        if op is NOT_LITERAL:
            code.append(NEGATE)
        for letter in (lo,) + fixes[lo]:
            code += [LITERAL, letter]
        code.append(FAILURE)
        block.end()


def _compile_repeat(code, op, av, flags):
    if flags & SRE_FLAG_TEMPLATE:
        raise error("internal: unsupported template operator %r" % (op,))
    simple = _simple(av[2])
    begin, end, one = _REPEATING_CODES[op]
    code.append(one if simple else begin)
    block = _Block(code)
    code += av[:2]
    _compile(code, av[2], flags)
    if simple:
        code.append(SUCCESS)
        block.end()
    else:
        block.end()
        code.append(end)


def _compile_assertion(code, op, av, flags):
    code.append(op)
    block = _Block(code)
    back = 0
    if av[0] < 0:
        back, most = av[1].getwidth()
        if back > MAXCODE:
            raise error("looks too much behind")
        if back != most:
            raise error("look-behind requires fixed-width pattern")
    code.append(back)
    _compile(code, av[1], flags)
    code.append(SUCCESS)
    block.end()


def _category(av, flags):
    if flags & SRE_FLAG_LOCALE:
        return CH_LOCALE[av]
    if flags & SRE_FLAG_UNICODE:
        return CH_UNICODE[av]
    return av


def _compile_charset(charset, flags, code):
    for op, av in charset:
        code.append(op)
        if op is LITERAL:
            code.append(av)
        elif op is RANGE or op is RANGE_UNI_IGNORE or op is CHARSET or op is BIGCHARSET:
            code.extend(av)
        elif op is CATEGORY:
            code.append(_category(av, flags))
        elif op is not NEGATE:
            raise error("internal: unsupported set operator %r" % (op,))
    code.append(FAILURE)


# ---- sets of characters


def _mark_characters(charmap, op, av, iscased, fixup, fixes):
    """Mark a character or a range; says whether case counts in it. IndexError when the map is too small."""
    characters = (av,) if op is LITERAL else range(av[0], av[1] + 1)
    if not fixup:
        for c in characters:
            charmap[c] = 1
        return False
    for c in map(fixup, characters):
        charmap[c] = 1
        if fixes and c in fixes:
            for k in fixes[c]:
                charmap[k] = 1
    return any(map(iscased, characters))


def _runs_of(charmap):
    """The runs of marks, or None when there are more than two."""
    runs = []
    q = 0
    while True:
        p = charmap.find(1, q)
        if p < 0:
            return runs
        if len(runs) >= 2:
            return None
        q = charmap.find(0, p)
        if q < 0:
            runs.append((p, len(charmap)))
            return runs
        runs.append((p, q))


def _optimize_charset(charset, iscased=None, fixup=None, fixes=None):
    """The set in as few words as possible, and whether case counts in it."""
    out, tail = [], []
    charmap = bytearray(256)
    hascased = False
    for op, av in charset:
        if op is NEGATE:
            out.append((op, av))
            continue
        if op is not LITERAL and op is not RANGE:
            tail.append((op, av))
            continue
        while True:
            try:
                hascased |= _mark_characters(charmap, op, av, iscased, fixup, fixes)
            except IndexError:
                if len(charmap) == 256:
                    charmap += b"\0" * 0xff00
                    continue
                # beyond the first 65536
                if fixup:
                    hascased = True
                    if op is RANGE:
                        op = RANGE_UNI_IGNORE
                tail.append((op, av))
            break
    runs = _runs_of(charmap)
    if runs is not None:
        for p, q in runs:
            out.append((LITERAL, p) if q - p == 1 else (RANGE, (p, q - 1)))
        out += tail
        if hascased or len(out) < len(charset):
            return out, hascased
        return charset, hascased
    if len(charmap) == 256:
        out.append((CHARSET, _mk_bitmap(charmap)))
    else:
        out.append((BIGCHARSET, _big_set(bytes(charmap))))
    return out + tail, hascased


def _big_set(charmap):
    """Chunks of 256 marks, each different one once, behind a map of which is where."""
    chunks = {}
    mapping = bytearray(256)
    data = bytearray()
    for i in range(0, 65536, 256):
        chunk = charmap[i: i + 256]
        if chunk not in chunks:
            chunks[chunk] = len(chunks)
            data += chunk
        mapping[i // 256] = chunks[chunk]
    words = [int.from_bytes(mapping[i: i + 4], "little") for i in range(0, 256, 4)]
    return [len(chunks)] + words + _mk_bitmap(data)


_CODEBITS = _sre.CODESIZE * 8
_BITS_TRANS = b"0" + b"1" * 255


def _mk_bitmap(bits, _CODEBITS=_CODEBITS, _int=int):
    s = bits.translate(_BITS_TRANS)[::-1]
    return [_int(s[i - _CODEBITS: i], 2) for i in range(len(s), 0, -_CODEBITS)]


def _simple(p):
    """Does it take one character, whatever it is?"""
    if len(p) != 1:
        return False
    op, av = p[0]
    if op is SUBPATTERN:
        return av[0] is None and _simple(av[-1])
    return op in _UNIT_CODES


# ---- what a search can know before


def _generate_overlap_table(prefix):
    """For each place of a text: how long a beginning of the text ends there, too."""
    table = [0] * len(prefix)
    for i in range(1, len(prefix)):
        k = table[i - 1]
        while k and prefix[i] != prefix[k]:
            k = table[k - 1]
        table[i] = k + 1 if prefix[i] == prefix[k] else 0
    return table


def _get_iscased(flags):
    if not flags & SRE_FLAG_IGNORECASE:
        return None
    return _sre.unicode_iscased if flags & SRE_FLAG_UNICODE else _sre.ascii_iscased


def _get_literal_prefix(pattern, flags):
    """The characters it begins with, how many stand before the first group, and whether that is all of it."""
    prefix = []
    prefix_skip = None
    iscased = _get_iscased(flags)
    for op, av in pattern.data:
        if op is LITERAL and not (iscased and iscased(av)):
            prefix.append(av)
            continue
        if op is not SUBPATTERN:
            break
        group, add_flags, del_flags, p = av
        inner_flags = _combine_flags(flags, add_flags, del_flags)
        if inner_flags & SRE_FLAG_IGNORECASE and inner_flags & SRE_FLAG_LOCALE:
            break
        inner, inner_skip, got_all = _get_literal_prefix(p, inner_flags)
        if prefix_skip is None:
            if group is not None:
                prefix_skip = len(prefix)
            elif inner_skip is not None:
                prefix_skip = len(prefix) + inner_skip
        prefix.extend(inner)
        if not got_all:
            break
    else:
        return prefix, prefix_skip, True
    return prefix, prefix_skip, False


def _get_charset_prefix(pattern, flags):
    """The set of the characters that it can begin with, or None."""
    while True:
        if not pattern.data:
            return None
        op, av = pattern.data[0]
        if op is not SUBPATTERN:
            break
        group, add_flags, del_flags, pattern = av
        flags = _combine_flags(flags, add_flags, del_flags)
        if flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE:
            return None
    iscased = _get_iscased(flags)
    if op is LITERAL:
        return None if iscased and iscased(av) else [(op, av)]
    if op is BRANCH:
        charset = []
        for p in av[1]:
            if not p:
                return None
            op, av = p[0]
            if op is not LITERAL or iscased and iscased(av):
                return None
            charset.append((op, av))
        return charset
    if op is IN:
        for kind, item in av if iscased else ():
            if kind is LITERAL and iscased(item):
                return None
            if kind is RANGE and (item[1] > 0xffff or any(map(iscased, range(item[0], item[1] + 1)))):
                return None
        return av
    return None


def _compile_info(code, pattern, flags):
    """In front of all: how long a match is, and what it begins with."""
    lo, hi = pattern.getwidth()
    if hi > MAXCODE:
        hi = MAXCODE
    if lo == 0:
        code.extend([INFO, 4, 0, lo, hi])
        return
    prefix, prefix_skip, charset = [], 0, None
    got_all = False
    if not (flags & SRE_FLAG_IGNORECASE and flags & SRE_FLAG_LOCALE):
        prefix, prefix_skip, got_all = _get_literal_prefix(pattern, flags)
        if not prefix:
            charset = _get_charset_prefix(pattern, flags)
    code.append(INFO)
    block = _Block(code)
    mask = 0
    if prefix:
        mask = SRE_INFO_PREFIX
        if prefix_skip is None and got_all:
            mask |= SRE_INFO_LITERAL
    elif charset:
        mask = SRE_INFO_CHARSET
    code += [mask, min(lo, MAXCODE), hi]
    if prefix:
        code += [len(prefix), len(prefix) if prefix_skip is None else prefix_skip]
        code.extend(prefix)
        code.extend(_generate_overlap_table(prefix))
    elif charset:
        charset, hascased = _optimize_charset(charset)
        _compile_charset(charset, flags, code)
    block.end()


def isstring(obj):
    return isinstance(obj, (str, bytes))


def _code(p, flags):
    flags = p.state.flags | flags
    code = []
    _compile_info(code, p, flags)
    _compile(code, p.data, flags)
    code.append(SUCCESS)
    return code


def compile(p, flags=0):
    """A text, or a tree of one, as a pattern."""
    if isstring(p):
        pattern = p
        p = _parser.parse(p, flags)
    else:
        pattern = None
    code = _code(p, flags)
    groupindex = p.state.groupdict
    indexgroup = [None] * p.state.groups
    for name, i in groupindex.items():
        indexgroup[i] = name
    return _sre.compile(pattern, flags | p.state.flags, code, p.state.groups - 1, groupindex, tuple(indexgroup))
