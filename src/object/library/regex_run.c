/* regex_run.c - the machine that matches a pattern against a text (Modules/_sre/sre_lib.h: SRE(match),
 * SRE(search)). Entry: regex_match, regex_search; called from the methods of patterns and scanners.
 *
 * Instructions run one after the other. Where there is a choice, an entry on the stack says what is
 * tried when the rest fails; every change of a mark or of a repetition leaves an entry that takes it
 * back. A fence stands where a group begins whose choices are forgotten once it has matched:
 * assertions, atomic groups, possessive repetitions. The stack is a block of the image, as
 * CPython's data_stack is, so deep repetitions cost memory and nothing else. */
#include "object/library/regex_chars.h"

enum { NO_REPEAT = -1, NO_FENCE = -1 };
#define NO_LIMIT UINT32_MAX /* MAXREPEAT */

typedef enum EntryKind {
    /* choices */
    TRY_BRANCH,  /* pc: the word with the length of the next alternative; a: where in the text */
    TRY_SHORTER, /* pc: what follows; a: shortest end, b: end tried last */
    TRY_LONGER,  /* pc: of MIN_REPEAT_ONE; a: where; b: how many so far */
    TRY_TAIL,    /* pc: of MAX_UNTIL; a: where */
    TRY_BODY,    /* pc: of MIN_UNTIL; a: where */
    /* what to take back */
    BACK_MARK,   /* pc: which; a, b, c: mark, lastmark, lastindex before */
    BACK_REPEAT, /* a: the repetition that was the innermost one; b: how many there were */
    BACK_COUNT,  /* pc: of which repetition; a: count, b: last place before */
    /* */
    FENCE /* pc: of the instruction; a: where; b: the fence around it; c: times so far */
} EntryKind;

struct RegexEntry {
    uint32_t kind;
    uint32_t pad;
    int64_t pc, a, b, c;
};
struct RegexRepeat { /* SRE_REPEAT */
    int64_t count, pc, last, prev;
};

/* ---- stacks ---------------------------------------------------------------------------------- */

static bool push(RegexState *s, EntryKind kind, int64_t pc, int64_t a, int64_t b, int64_t c) {
    if (s->depth == s->room) {
        int64_t room = s->room + s->room / 4 + 32;
        RegexEntry *stack = mem_realloc(s->p, s->stack, (size_t)room * sizeof *stack, BLOCK_OTHER);
        if (!stack) {
            err_no_memory(s->p);
            return false;
        }
        s->stack = stack;
        s->room = room;
    }
    s->stack[s->depth++] = (RegexEntry){(uint32_t)kind, 0, pc, a, b, c};
    return true;
}

static bool enter_repeat(RegexState *s, int64_t pc) {
    if (!push(s, BACK_REPEAT, 0, s->repeat, s->nrepeats, 0)) return false;
    if (s->nrepeats == s->repeat_room) {
        int64_t room = s->repeat_room * 2 + 8;
        RegexRepeat *repeats =
            mem_realloc(s->p, s->repeats, (size_t)room * sizeof *repeats, BLOCK_OTHER);
        if (!repeats) {
            err_no_memory(s->p);
            return false;
        }
        s->repeats = repeats;
        s->repeat_room = room;
    }
    s->repeats[s->nrepeats] = (RegexRepeat){-1, pc, -1, s->repeat};
    s->repeat = s->nrepeats++;
    return true;
}

static bool set_count(RegexState *s, int64_t which, int64_t count, int64_t last) {
    RegexRepeat *r = &s->repeats[which];
    if (!push(s, BACK_COUNT, which, r->count, r->last, 0)) return false;
    r->count = count;
    r->last = last;
    return true;
}

static bool leave_repeat(RegexState *s) {
    int64_t prev = s->repeats[s->repeat].prev;
    if (!push(s, BACK_REPEAT, 0, s->repeat, s->nrepeats, 0)) return false;
    s->repeat = prev;
    return true;
}

static bool set_mark(RegexState *s, int64_t i, int64_t at) {
    if (i < 0 || i >= 2 * s->pattern->groups) return true;
    if (!push(s, BACK_MARK, i, s->mark[i], s->lastmark, s->lastindex)) return false;
    if (i & 1) s->lastindex = i / 2 + 1;
    if (i > s->lastmark) {
        for (int64_t k = s->lastmark + 1; k < i; k++) s->mark[k] = -1;
        s->lastmark = i;
    }
    s->mark[i] = at;
    return true;
}

static void take_back(RegexState *s, const RegexEntry *e) {
    if (e->kind == BACK_MARK) {
        s->mark[e->pc] = e->a;
        s->lastmark = e->b;
        s->lastindex = e->c;
    } else if (e->kind == BACK_REPEAT) {
        s->repeat = e->a;
        s->nrepeats = e->b;
    } else if (e->kind == BACK_COUNT) {
        s->repeats[e->pc].count = e->a;
        s->repeats[e->pc].last = e->b;
    }
}

/* Forget the choices behind the innermost fence and the fence itself; what was changed stays to be
 * taken back. */
static RegexEntry drop_choices(RegexState *s) {
    RegexEntry fence = s->stack[s->barrier];
    int64_t kept = s->barrier;
    for (int64_t i = s->barrier + 1; i < s->depth; i++)
        if (s->stack[i].kind >= BACK_MARK && s->stack[i].kind <= BACK_COUNT)
            s->stack[kept++] = s->stack[i];
    s->depth = kept;
    s->barrier = fence.b;
    return fence;
}

/* ---- single characters ----------------------------------------------------------------------- */

enum { STEPS_AT_ONCE = 64, STEPS_OF_AN_EVENT = 8 };

static void worked(RegexState *s, uint64_t steps) {
    s->steps += steps;
    if (s->steps < STEPS_AT_ONCE) return;
    img_work(s->p, s->steps / STEPS_OF_AN_EVENT);
    s->steps = 0;
}

/* SRE(count): how many characters from `at` on the instruction at `pc` takes, at most `max`. */
static int64_t count_taken(RegexState *s, int64_t pc, int64_t at, uint32_t max) {
    int64_t end = s->end;
    if (max != NO_LIMIT && (int64_t)max < end - at) end = at + (int64_t)max;
    int64_t i = at;
    while (i < end && regex_takes(s->p, s->pattern, pc, regex_char(s, i))) i++;
    worked(s, (uint64_t)(i > at ? i - at : 0));
    return i - at;
}

bool regex_group(const RegexState *s, int64_t i, int64_t *from, int64_t *to) {
    *from = s->start;
    *to = s->ptr;
    if (i == 0) return true;
    int64_t k = 2 * (i - 1);
    if (i < 0 || i > s->pattern->groups || k + 1 > s->lastmark) return false;
    *from = s->mark[k];
    *to = s->mark[k + 1];
    return *from >= 0 && *to >= *from;
}

/* The text of a group again at `at`: how long it is, or -1. */
static int64_t again(RegexState *s, uint32_t op, int64_t group, int64_t at) {
    int64_t from, to;
    if (!regex_group(s, group + 1, &from, &to) || to - from > s->end - at) return -1;
    for (int64_t i = from; i < to; i++)
        if (!regex_same(s->p, op, regex_char(s, at + i - from), regex_char(s, i))) return -1;
    worked(s, (uint64_t)(to - from));
    return to - from;
}

/* ---- running --------------------------------------------------------------------------------- */

typedef enum Outcome { GO_ON, FAIL, MATCHED, BROKEN } Outcome;

/* MAX_UNTIL and MIN_UNTIL: the end of a body. */
static Outcome until(RegexState *s, int64_t *pc, int64_t *at, bool greedy) {
    if (s->repeat == NO_REPEAT) return FAIL;
    int64_t which = s->repeat, first = s->repeats[which].pc, last = s->repeats[which].last;
    int64_t count = s->repeats[which].count + 1;
    uint32_t min = regex_word(s->pattern, first + 2), max = regex_word(s->pattern, first + 3);
    if (count < (int64_t)min) {
        if (!set_count(s, which, count, last)) return BROKEN;
        *pc = first + 4;
        return GO_ON;
    }
    if (greedy && (max == NO_LIMIT || count < (int64_t)max) && *at != last) {
        if (!push(s, TRY_TAIL, *pc, *at, 0, 0) || !set_count(s, which, count, *at)) return BROKEN;
        *pc = first + 4;
        return GO_ON;
    }
    if (!greedy && !push(s, TRY_BODY, *pc, *at, 0, 0)) return BROKEN;
    if (!leave_repeat(s)) return BROKEN;
    ++*pc;
    return GO_ON;
}

/* MIN_UNTIL's tail has failed: the body once more. */
static Outcome once_more(RegexState *s, int64_t *pc, int64_t at) {
    int64_t which = s->repeat, first = s->repeats[which].pc;
    int64_t count = s->repeats[which].count + 1;
    uint32_t max = regex_word(s->pattern, first + 3);
    if ((max != NO_LIMIT && count >= (int64_t)max) || at == s->repeats[which].last) return FAIL;
    if (!set_count(s, which, count, at)) return BROKEN;
    *pc = first + 4;
    return GO_ON;
}

static Outcome repeat_one(RegexState *s, uint32_t op, int64_t *pc, int64_t *at) {
    int64_t tail = *pc + 1 + regex_word(s->pattern, *pc + 1), item = *pc + 4;
    uint32_t min = regex_word(s->pattern, *pc + 2), max = regex_word(s->pattern, *pc + 3);
    if (s->end - *at < (int64_t)min) return FAIL;
    int64_t n = count_taken(s, item, *at, op == RX_MIN_REPEAT_ONE ? min : max);
    if (n < (int64_t)min) return FAIL;
    if (op == RX_MIN_REPEAT_ONE) {
        if (!push(s, TRY_LONGER, *pc, *at + n, n, 0)) return BROKEN;
    } else if (op == RX_REPEAT_ONE && n > (int64_t)min) {
        if (!push(s, TRY_SHORTER, tail, *at + (int64_t)min, *at + n, 0)) return BROKEN;
    }
    *at += n;
    *pc = tail;
    return GO_ON;
}

/* The next repetition of a possessive body, or what follows. */
static Outcome possess(RegexState *s, int64_t *pc, int64_t at, int64_t count, int64_t last) {
    uint32_t min = regex_word(s->pattern, *pc + 2), max = regex_word(s->pattern, *pc + 3);
    bool more = count < (int64_t)min || ((max == NO_LIMIT || count < (int64_t)max) && at != last);
    if (!more) {
        *pc += 2 + (int64_t)regex_word(s->pattern, *pc + 1);
        return GO_ON;
    }
    if (!push(s, FENCE, *pc, at, s->barrier, count)) return BROKEN;
    s->barrier = s->depth - 1;
    *pc += 4;
    return GO_ON;
}

static Outcome fence(RegexState *s, int64_t *pc, int64_t *at, bool has_back) {
    int64_t back = has_back ? (int64_t)regex_word(s->pattern, *pc + 2) : 0;
    bool negative = regex_word(s->pattern, *pc) == RX_ASSERT_NOT;
    if (*at < back) {
        if (!negative) return FAIL;
        *pc += 1 + (int64_t)regex_word(s->pattern, *pc + 1);
        return GO_ON;
    }
    if (!push(s, FENCE, *pc, *at, s->barrier, 0)) return BROKEN;
    s->barrier = s->depth - 1;
    *at -= back;
    *pc += has_back ? 3 : 2;
    return GO_ON;
}

/* SUCCESS: of the whole, or of what the innermost fence stands before. */
static Outcome success(RegexState *s, int64_t *pc, int64_t *at) {
    if (s->barrier == NO_FENCE) {
        if ((s->match_all && *at != s->end) || (s->must_advance && *at == s->start)) return FAIL;
        s->ptr = *at;
        return MATCHED;
    }
    int64_t begin = s->stack[s->barrier].pc;
    uint32_t op = regex_word(s->pattern, begin);
    if (op == RX_ASSERT_NOT) {
        while (s->depth > s->barrier + 1) take_back(s, &s->stack[--s->depth]);
        s->barrier = s->stack[--s->depth].b;
        return FAIL;
    }
    RegexEntry gone = drop_choices(s);
    *pc = begin;
    if (op == RX_POSSESSIVE_REPEAT) return possess(s, pc, *at, gone.c + 1, gone.a);
    if (op == RX_ASSERT) *at = gone.a;
    *pc += 1 + (int64_t)regex_word(s->pattern, begin + 1);
    return GO_ON;
}

static Outcome instruction(RegexState *s, int64_t *pc, int64_t *at) {
    const PatternOb *pattern = s->pattern;
    uint32_t op = regex_word(pattern, *pc), first = regex_word(pattern, *pc + 1);
    switch (op) {
    case RX_SUCCESS: return success(s, pc, at);
    case RX_ANY:
    case RX_ANY_ALL:
        if (*at >= s->end || !regex_takes(s->p, pattern, *pc, regex_char(s, *at))) return FAIL;
        ++*at;
        ++*pc;
        return GO_ON;
    case RX_LITERAL:
    case RX_NOT_LITERAL:
    case RX_LITERAL_IGNORE:
    case RX_NOT_LITERAL_IGNORE:
    case RX_LITERAL_UNI_IGNORE:
    case RX_NOT_LITERAL_UNI_IGNORE:
    case RX_LITERAL_LOC_IGNORE:
    case RX_NOT_LITERAL_LOC_IGNORE:
    case RX_CATEGORY:
        if (*at >= s->end || !regex_takes(s->p, pattern, *pc, regex_char(s, *at))) return FAIL;
        ++*at;
        *pc += 2;
        return GO_ON;
    case RX_IN:
    case RX_IN_IGNORE:
    case RX_IN_UNI_IGNORE:
    case RX_IN_LOC_IGNORE:
        if (*at >= s->end || !regex_takes(s->p, pattern, *pc, regex_char(s, *at))) return FAIL;
        ++*at;
        *pc += 1 + (int64_t)first;
        return GO_ON;
    case RX_AT: *pc += 2; return regex_place(s, first, *at) ? GO_ON : FAIL;
    case RX_MARK: *pc += 2; return set_mark(s, first, *at) ? GO_ON : BROKEN;
    case RX_JUMP:
    case RX_INFO: *pc += 1 + (int64_t)first; return GO_ON;
    case RX_BRANCH:
        if (first == 0) return FAIL;
        if (!push(s, TRY_BRANCH, *pc + 1 + (int64_t)first, *at, 0, 0)) return BROKEN;
        *pc += 2;
        return GO_ON;
    case RX_REPEAT_ONE:
    case RX_MIN_REPEAT_ONE:
    case RX_POSSESSIVE_REPEAT_ONE: return repeat_one(s, op, pc, at);
    case RX_REPEAT:
        if (!enter_repeat(s, *pc)) return BROKEN;
        *pc += 1 + (int64_t)first;
        return GO_ON;
    case RX_MAX_UNTIL:
    case RX_MIN_UNTIL: return until(s, pc, at, op == RX_MAX_UNTIL);
    case RX_POSSESSIVE_REPEAT: return possess(s, pc, *at, 0, -1);
    case RX_ASSERT:
    case RX_ASSERT_NOT: return fence(s, pc, at, true);
    case RX_ATOMIC_GROUP: return fence(s, pc, at, false);
    case RX_GROUPREF:
    case RX_GROUPREF_IGNORE:
    case RX_GROUPREF_UNI_IGNORE:
    case RX_GROUPREF_LOC_IGNORE: {
        int64_t n = again(s, op, first, *at);
        if (n < 0) return FAIL;
        *at += n;
        *pc += 2;
        return GO_ON;
    }
    case RX_GROUPREF_EXISTS: {
        int64_t from, to;
        bool there = regex_group(s, (int64_t)first + 1, &from, &to);
        *pc += there ? 3 : 1 + (int64_t)regex_word(pattern, *pc + 2);
        return GO_ON;
    }
    default: return FAIL;
    }
}

/* What is tried when `e`, which has been taken off the stack, is all that is left. */
static Outcome retry(RegexState *s, RegexEntry e, int64_t *pc, int64_t *at) {
    *at = e.a;
    *pc = e.pc;
    switch ((EntryKind)e.kind) {
    case TRY_BRANCH: {
        int64_t skip = regex_word(s->pattern, e.pc);
        if (skip == 0) return FAIL;
        if (!push(s, TRY_BRANCH, e.pc + skip, e.a, 0, 0)) return BROKEN;
        ++*pc;
        return GO_ON;
    }
    case TRY_SHORTER: {
        int64_t end = e.b - 1;
        if (regex_word(s->pattern, e.pc) == RX_LITERAL) {
            /* only where the literal stands that follows */
            uint32_t literal = regex_word(s->pattern, e.pc + 1);
            int64_t before = end;
            while (end >= e.a && (end >= s->end || regex_char(s, end) != literal)) end--;
            worked(s, (uint64_t)(before - end));
            if (end < e.a) return FAIL;
        }
        if (end > e.a && !push(s, TRY_SHORTER, e.pc, e.a, end, 0)) return BROKEN;
        *at = end;
        return GO_ON;
    }
    case TRY_LONGER: {
        uint32_t max = regex_word(s->pattern, e.pc + 3);
        if ((max != NO_LIMIT && e.b >= (int64_t)max) || e.a >= s->end ||
            !regex_takes(s->p, s->pattern, e.pc + 4, regex_char(s, e.a)))
            return FAIL;
        if (!push(s, TRY_LONGER, e.pc, e.a + 1, e.b + 1, 0)) return BROKEN;
        *at = e.a + 1;
        *pc = e.pc + 1 + (int64_t)regex_word(s->pattern, e.pc + 1);
        return GO_ON;
    }
    case TRY_TAIL:
        if (!leave_repeat(s)) return BROKEN;
        ++*pc;
        return GO_ON;
    case TRY_BODY: return once_more(s, pc, e.a);
    case FENCE: {
        s->barrier = e.b;
        uint32_t op = regex_word(s->pattern, e.pc), length = regex_word(s->pattern, e.pc + 1);
        if (op == RX_ASSERT_NOT) {
            *pc += 1 + (int64_t)length;
            return GO_ON;
        }
        bool enough =
            op == RX_POSSESSIVE_REPEAT && e.c >= (int64_t)regex_word(s->pattern, e.pc + 2);
        if (!enough) return FAIL;
        *pc += 2 + (int64_t)length;
        return GO_ON;
    }
    default: take_back(s, &e); return FAIL;
    }
}

/* Does it match at s->start? 1, 0, -1. */
static int run(RegexState *s) {
    int64_t pc = 0, at = s->start;
    s->depth = s->nrepeats = 0;
    s->barrier = NO_FENCE;
    s->repeat = NO_REPEAT;
    s->lastmark = s->lastindex = -1;
    for (Outcome now = GO_ON;;) {
        if (now == GO_ON)
            now = instruction(s, &pc, &at);
        else if (s->depth == 0)
            return 0;
        else
            now = retry(s, s->stack[--s->depth], &pc, &at);
        if (now == MATCHED) return 1;
        if (now == BROKEN) return -1;
        worked(s, 1);
    }
}

/* ---- from outside ---------------------------------------------------------------------------- */

/* The shortest text that can match: what the block of information in front says. */
static int64_t shortest(const PatternOb *pattern) {
    return regex_word(pattern, 0) == RX_INFO ? (int64_t)regex_word(pattern, 3) : 0;
}

bool regex_takes_something(const PatternOb *pattern) { return shortest(pattern) > 0; }

bool regex_takes_nothing(const PatternOb *pattern) {
    return regex_word(pattern, 0) == RX_INFO && regex_word(pattern, 4) == 0;
}

int regex_match(RegexState *s) {
    if (shortest(s->pattern) > 0 && s->end - s->start < shortest(s->pattern)) return 0;
    return run(s);
}

enum { INFO_PREFIX = 1, INFO_CHARSET = 4 };

/* Can a match begin with this character? */
static bool may_begin(const RegexState *s, int64_t at) {
    const PatternOb *pattern = s->pattern;
    if (regex_word(pattern, 0) != RX_INFO) return true;
    uint32_t flags = regex_word(pattern, 2);
    if (flags & INFO_PREFIX) return at < s->end && regex_char(s, at) == regex_word(pattern, 7);
    if (flags & INFO_CHARSET)
        return at < s->end && regex_charset(s->p, pattern, 5, regex_char(s, at));
    return true;
}

int regex_search(RegexState *s) {
    int64_t last = s->end - shortest(s->pattern);
    for (; s->start <= last; s->start++, s->must_advance = false) {
        worked(s, 1);
        if (!may_begin(s, s->start)) continue;
        int found = run(s);
        if (found) return found;
    }
    return 0;
}
