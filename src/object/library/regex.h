/* regex.h - compiled patterns, what they match, and the machine that matches (Modules/_sre).
 *
 * A pattern is a list of words that re's compiler, in Python, makes (SRE_CODE). Words come from a
 * program, so the machine takes none of them on trust. */
#ifndef OURO_OBJECT_REGEX_H
#define OURO_OBJECT_REGEX_H

#include "object/core/object.h"

typedef enum RegexFlag {
    REGEX_TEMPLATE = 1,
    REGEX_IGNORECASE = 2,
    REGEX_LOCALE = 4,
    REGEX_MULTILINE = 8,
    REGEX_DOTALL = 16,
    REGEX_UNICODE = 32,
    REGEX_VERBOSE = 64,
    REGEX_DEBUG = 128,
    REGEX_ASCII = 256
} RegexFlag;

typedef struct PatternOb { /* PatternObject */
    VarOb base;            /* ob_size: words of code */
    int64_t groups;
    Ob *groupindex, *indexgroup; /* a dict, a tuple */
    Ob *pattern;
    int64_t flags;
    Ob *weakreflist;
    int32_t isbytes; /* -1: of no text, 1: of bytes */
    int32_t pad;
    int64_t codesize;
    uint32_t code[2]; /* codesize of them: regex_code */
} PatternOb;
_Static_assert(sizeof(PatternOb) == 96, "PatternObject");
OURO_INLINE uint32_t *regex_code(const PatternOb *pattern) {
    return (uint32_t *)(void *)((uintptr_t)pattern + offsetof(PatternOb, code));
}

typedef struct MatchOb { /* MatchObject */
    VarOb base;
    Ob *string, *regs;
    PatternOb *pattern;
    int64_t pos, endpos, lastindex, groups;
    int64_t mark[1]; /* of each group begin and end, -1 for none; the whole match first */
} MatchOb;
_Static_assert(sizeof(MatchOb) == 88, "MatchObject");

typedef struct ScannerOb { /* ScannerObject: the words of its SRE_STATE but these are unused */
    Ob base;
    PatternOb *pattern;
    Ob *string;
    int64_t pos, start, end;
    int64_t must_advance, at_end, holds;
} ScannerOb;

typedef struct TemplateItem {
    int64_t index;
    Ob *literal; /* what stands behind the group, or NULL */
} TemplateItem;

typedef struct TemplateOb { /* TemplateObject of 3.12+ */
    VarOb base;             /* ob_size: groups in it */
    int64_t chunks;
    Ob *literal;
    TemplateItem items[];
} TemplateOb;
_Static_assert(sizeof(TemplateOb) == 40, "TemplateObject");

enum { PATTERN_WEAK_OFFSET = 64 };

extern const TypeOps pattern_ops, match_ops, scanner_ops, template_ops;

/* ---- the machine (regex_run.c) --------------------------------------------------------------- */

typedef struct RegexEntry RegexEntry;
typedef struct RegexRepeat RegexRepeat;

/* One text that is looked through: SRE_STATE. What it allocates is in the image, regex_end gives it
 * back. */
typedef struct RegexState {
    Proc *p;
    const PatternOb *pattern;
    Ob *string;
    int kind;         /* bytes of a character */
    const void *data; /* of a bytearray good until code of the program runs: regex_hold */
    bool buffer;      /* the string exports bytes and is held */
    int64_t length;
    int64_t pos;        /* where looking began */
    int64_t start, end; /* where the match begins; where the text may end */
    int64_t ptr;        /* where it ended */
    int64_t lastmark, lastindex;
    int64_t *mark; /* 2 for each group */
    bool must_advance, match_all;
    RegexEntry *stack;
    int64_t depth, room;
    int64_t barrier;
    RegexRepeat *repeats;
    int64_t repeat, nrepeats, repeat_room;
    uint64_t steps;
} RegexState;

/* Begin with the text from `start` to `end`, clipped to it. False with TypeError. */
OURO_MUST_CHECK bool regex_begin(Proc *p, RegexState *s, PatternOb *pattern, Ob *string,
                                 int64_t start, int64_t end);
void regex_end(RegexState *s);
/* From s->start on: does it match there, or anywhere behind (then s->start says where)? 1, 0, or -1
 * with an exception. */
int regex_match(RegexState *s);
int regex_search(RegexState *s);
/* The text from `from` to `to`: a str or bytes; new. */
Ob *regex_slice(RegexState *s, int64_t from, int64_t to);
/* The same of a string that nobody looks through. */
Ob *regex_slice_of(Proc *p, Ob *string, int64_t from, int64_t to);
/* __copy__ and __deepcopy__ of patterns and matches, which cannot change: themselves. */
Ob *regex_copy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
Ob *regex_deepcopy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames);
/* Does group `i` (0: the whole) have a part of the text? */
bool regex_group(const RegexState *s, int64_t i, int64_t *from, int64_t *to);
/* What the match is, as an object; new. */
Ob *match_new(RegexState *s);

/* What re.compile makes of words; new (sre_compile of Modules/_sre/sre.c). */
Ob *pattern_new(Proc *p, Ob *pattern, int64_t flags, Ob *code, int64_t groups, Ob *groupindex,
                Ob *indexgroup);
/* Of a list of texts with the numbers of groups between them (_sre.template of 3.12+); new. */
Ob *template_new(Proc *p, Ob *list);
/* A template filled in; new. */
Ob *template_expand(Proc *p, const TemplateOb *t, const MatchOb *m);
/* Does every match take at least one character? Is every match empty? As far as the block of information in front says. */
bool regex_takes_something(const PatternOb *pattern);
bool regex_takes_nothing(const PatternOb *pattern);
/* A hook of re, written in Python, called with two arguments: re.name(a, b). New. */
Ob *regex_hook(Proc *p, const char *name, Ob *const *args, size_t nargs);

/* Cases as the machine takes them. */
uint32_t regex_lower_ascii(uint32_t c);
uint32_t regex_lower(const Proc *p, uint32_t c);
uint32_t regex_upper(const Proc *p, uint32_t c);

#endif
