/* regex_pattern.c - compiled patterns and their methods (Modules/_sre/sre.c). */
#include <stdio.h>
#include <string.h>

#include "object/container/dict.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/mappingproxy.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/library/regex.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/byte_span.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

enum { FIELD_GROUPINDEX, FIELD_INDEXGROUP, FIELD_PATTERN };

/* ---- birth ----------------------------------------------------------------------------------- */

static bool fill_code(Proc *p, PatternOb *o, Ob *code) {
    for (int64_t i = 0; i < o->codesize; i++) {
        int64_t word;
        Ob *item = list_item(code, i);
        if (!ob_is(item, TYPE_INT) && !ob_is(item, TYPE_BOOL)) {
            err_format(p, EXC_TypeError, "an integer is required");
            return false;
        }
        if (!int_as_i64(p, item, &word) || word < 0 || word > UINT32_MAX) {
            err_format(p, EXC_OverflowError, "regular expression code size limit exceeded");
            return false;
        }
        regex_code(o)[i] = (uint32_t)word;
    }
    return true;
}

Ob *pattern_new(Proc *p, Ob *pattern, int64_t flags, Ob *code, int64_t groups, Ob *groupindex,
                Ob *indexgroup) {
    TypeOb *type = type_of_id(p, TYPE_PATTERN);
    int64_t n = list_size(code);
    if (groups < 0 || groups > INT32_MAX / 2 || n > INT32_MAX)
        return err_format(p, EXC_RuntimeError, "invalid SRE code");
    size_t bytes = (sizeof(PatternOb) + (size_t)n * sizeof(uint32_t) + 7) & ~(size_t)7;
    Ob *made = ob_alloc(p, type, bytes);
    if (!made) return NULL;
    PatternOb *o = (PatternOb *)made;
    o->base.ob_size = o->codesize = n;
    o->isbytes = -1;
    if (!fill_code(p, o, code)) {
        o->codesize = 0;
        ob_decref(p, made);
        return NULL;
    }
    if (pattern != OB_NONE(p)) o->isbytes = !ob_is(pattern, TYPE_STR);
    o->flags = flags;
    o->groups = groups;
    field_hold(p, &o->pattern, pattern, o, SLOT_FUNCTION, FIELD_PATTERN);
    field_hold(p, &o->groupindex, groupindex, o, SLOT_FUNCTION, FIELD_GROUPINDEX);
    field_hold(p, &o->indexgroup, indexgroup, o, SLOT_FUNCTION, FIELD_INDEXGROUP);
    if (ob_is_gc(made)) ob_gc_track(p, made);
    return made;
}

static int pattern_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const PatternOb *self = (PatternOb *)o;
    int stop = field_visit(p, self->groupindex, visit, arg);
    if (!stop) stop = field_visit(p, self->indexgroup, visit, arg);
    return stop ? stop : field_visit(p, self->pattern, visit, arg);
}

static int pattern_clear(Proc *p, Ob *o) {
    PatternOb *self = (PatternOb *)o;
    field_clear(p, &self->groupindex, o, SLOT_FUNCTION, FIELD_GROUPINDEX);
    field_clear(p, &self->indexgroup, o, SLOT_FUNCTION, FIELD_INDEXGROUP);
    field_clear(p, &self->pattern, o, SLOT_FUNCTION, FIELD_PATTERN);
    return 0;
}

static void pattern_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    if (((PatternOb *)o)->weakreflist) weakref_clear_all(p, o);
    pattern_clear(p, o);
    ob_free(p, o);
}

static int64_t pattern_size_of(Proc *p, Ob *o) {
    (void)p;
    return o->ob_type->basicsize + ((PatternOb *)o)->codesize * (int64_t)sizeof(uint32_t);
}

/* ---- what it says of itself ------------------------------------------------------------------ */

/* The names of the flags that are not understood by themselves, joined; new, or NULL. */
static Ob *flag_names(Proc *p, int64_t flags) {
    static const struct {
        const char *name;
        int64_t flag;
    } names[] = {
        {"re.TEMPLATE", REGEX_TEMPLATE}, {"re.IGNORECASE", REGEX_IGNORECASE},
        {"re.LOCALE", REGEX_LOCALE},     {"re.MULTILINE", REGEX_MULTILINE},
        {"re.DOTALL", REGEX_DOTALL},     {"re.UNICODE", REGEX_UNICODE},
        {"re.VERBOSE", REGEX_VERBOSE},   {"re.DEBUG", REGEX_DEBUG},
        {"re.ASCII", REGEX_ASCII},
    };
    Ob *text = str_new(p, "", 0);
    for (size_t i = 0; text && i < ARRAY_LEN(names); i++) {
        if (!(flags & names[i].flag)) continue;
        flags &= ~names[i].flag;
        Ob *more = str_format(p, str_len(text) ? "%U|%s" : "%U%s", text, names[i].name);
        ob_decref(p, text);
        text = more;
    }
    if (!text || !flags) return text;
    char hex[32];
    snprintf(hex, sizeof hex, "0x%llx", (unsigned long long)flags);
    Ob *more = str_format(p, str_len(text) ? "%U|%s" : "%U%s", text, hex);
    ob_decref(p, text);
    return more;
}

enum { SHOWN_CHARACTERS = 200 };

static Ob *pattern_repr(Proc *p, Ob *o) {
    const PatternOb *self = (PatternOb *)o;
    int64_t flags = self->flags;
    if (self->isbytes == 0 &&
        (flags & (REGEX_LOCALE | REGEX_UNICODE | REGEX_ASCII)) == REGEX_UNICODE)
        flags &= ~(int64_t)REGEX_UNICODE;
    Ob *names = flag_names(p, flags), *shown = names ? ob_repr(p, self->pattern) : NULL,
       *text = NULL;
    if (shown && str_len(shown) > SHOWN_CHARACTERS) {
        Ob *cut = str_substring(p, shown, 0, SHOWN_CHARACTERS);
        ob_decref(p, shown);
        shown = cut;
    }
    if (shown && str_len(names))
        text = str_format(p, "re.compile(%U, %U)", shown, names);
    else if (shown)
        text = str_format(p, "re.compile(%U)", shown);
    ob_xdecref(p, shown);
    ob_xdecref(p, names);
    return text;
}

static int64_t pattern_hash(Proc *p, Ob *o) {
    const PatternOb *self = (PatternOb *)o;
    int64_t hash = ob_hash(p, self->pattern);
    if (hash == -1) return -1;
    uint64_t words = 0;
    for (int64_t i = 0; i < self->codesize; i++) words = words * 1000003 ^ regex_code(self)[i];
    hash = (int64_t)((uint64_t)hash ^ words ^ (uint64_t)self->flags ^ (uint64_t)self->codesize);
    return hash == -1 ? -2 : hash;
}

static Ob *pattern_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if ((op != CMP_EQ && op != CMP_NE) || !ob_is(b, TYPE_PATTERN)) return not_implemented(p);
    const PatternOb *l = (PatternOb *)a, *r = (PatternOb *)b;
    int same = a == b;
    if (!same && l->flags == r->flags && l->isbytes == r->isbytes && l->codesize == r->codesize &&
        memcmp(l->code, r->code, (size_t)l->codesize * sizeof(uint32_t)) == 0)
        same = ob_richcompare_bool(p, l->pattern, r->pattern, CMP_EQ);
    if (same < 0) return NULL;
    return compare_result(p, same, 1, op);
}

static Ob *get_groupindex(Proc *p, Ob *o) {
    return mappingproxy_new(p, ((PatternOb *)o)->groupindex);
}
static Ob *get_pattern(Proc *p, Ob *o) { return ob_newref(p, ((PatternOb *)o)->pattern); }
static Ob *get_flags(Proc *p, Ob *o) { return int_from_i64(p, ((PatternOb *)o)->flags); }
static Ob *get_groups(Proc *p, Ob *o) { return int_from_i64(p, ((PatternOb *)o)->groups); }

/* ---- methods --------------------------------------------------------------------------------- */

static const char *const span_names[] = {"string", "pos", "endpos"};

/* (string, pos=0, endpos=sys.maxsize); the string borrowed, NULL with an exception. */
static Ob *span_args(Proc *p, const char *function, Ob *const *args, size_t nargs, Ob *kwnames,
                     int64_t *pos, int64_t *endpos) {
    const Signature signature = {function, span_names, 3, 0, 1, 3};
    Ob *out[3];
    if (!named_args(p, &signature, args, nargs, kwnames, out)) return NULL;
    *pos = 0;
    *endpos = INT64_MAX;
    if (out[1] && ob_as_ssize_arg(p, out[1], pos) < 0) return NULL;
    if (out[2] && ob_as_ssize_arg(p, out[2], endpos) < 0) return NULL;
    return out[0];
}

/* One match, as an object, or None. */
static Ob *one_match(Proc *p, Ob *self, const char *function, bool search, bool all,
                     Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t pos, endpos;
    Ob *string = span_args(p, function, args, nargs, kwnames, &pos, &endpos);
    RegexState s;
    if (!string || !regex_begin(p, &s, (PatternOb *)self, string, pos, endpos)) return NULL;
    s.match_all = all;
    int found = search ? regex_search(&s) : regex_match(&s);
    Ob *result = found > 0 ? match_new(&s) : found == 0 ? ob_newref(p, OB_NONE(p)) : NULL;
    regex_end(&s);
    return result;
}

static Ob *pattern_match(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return one_match(p, self, "match", false, false, args, nargs, kwnames);
}
static Ob *pattern_fullmatch(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return one_match(p, self, "fullmatch", false, true, args, nargs, kwnames);
}
static Ob *pattern_search(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return one_match(p, self, "search", true, false, args, nargs, kwnames);
}

/* state_getslice; new. */
static Ob *group_text(RegexState *s, int64_t i, bool empty) {
    int64_t from, to;
    if (regex_group(s, i, &from, &to)) return regex_slice(s, from, to);
    return empty ? regex_slice(s, 0, 0) : ob_newref(s->p, OB_NONE(s->p));
}

/* On behind a match; an empty one is not found twice. */
static void advance(RegexState *s) {
    if (py_regex_skips_empty(s->p)) { /* the next character is behind it in any case */
        s->start = s->ptr + (s->ptr == s->start);
        return;
    }
    s->must_advance = s->ptr == s->start;
    s->start = s->ptr;
}

static Ob *found_item(RegexState *s) {
    Proc *p = s->p;
    int64_t groups = s->pattern->groups;
    if (groups == 0) return regex_slice(s, s->start, s->ptr);
    if (groups == 1) return group_text(s, 1, true);
    Ob *item = tuple_new(p, groups);
    for (int64_t i = 0; item && i < groups; i++) {
        Ob *text = group_text(s, i + 1, true);
        if (!text) {
            ob_decref(p, item);
            return NULL;
        }
        tuple_set(p, item, i, text);
    }
    return item;
}

static Ob *pattern_findall(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t pos, endpos;
    Ob *string = span_args(p, "findall", args, nargs, kwnames, &pos, &endpos);
    RegexState s;
    if (!string || !regex_begin(p, &s, (PatternOb *)self, string, pos, endpos)) return NULL;
    Ob *list = list_new(p, 0);
    while (list && s.start <= s.end) {
        int found = regex_search(&s);
        if (found == 0) break;
        Ob *item = found > 0 ? found_item(&s) : NULL;
        if (!item || list_append_take(p, list, item) < 0) {
            ob_decref(p, list);
            list = NULL;
            break;
        }
        advance(&s);
    }
    regex_end(&s);
    return list;
}

static Ob *scanner_of(Proc *p, Ob *self, const char *function, Ob *const *args, size_t nargs,
                      Ob *kwnames) {
    int64_t pos, endpos;
    Ob *string = span_args(p, function, args, nargs, kwnames, &pos, &endpos);
    RegexState s;
    if (!string || !regex_begin(p, &s, (PatternOb *)self, string, pos, endpos)) return NULL;
    TypeOb *type = type_of_id(p, TYPE_SCANNER);
    Ob *made = ob_alloc(p, type, (size_t)type->basicsize);
    if (made) {
        ScannerOb *o = (ScannerOb *)made;
        o->pos = o->start = s.start;
        o->end = s.end;
        field_hold(p, (Ob **)&o->pattern, self, o, SLOT_FUNCTION, 0);
        field_hold(p, &o->string, string, o, SLOT_FUNCTION, 1);
        if (ob_is_gc(made)) ob_gc_track(p, made);
        ByteSpan span; /* a bytearray must not change while it is scanned */
        if (s.buffer) o->holds = buffer_hold(p, string, &span);
    }
    regex_end(&s);
    return made;
}

static Ob *pattern_scanner(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return scanner_of(p, self, "scanner", args, nargs, kwnames);
}

static Ob *pattern_finditer(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    Ob *scanner = scanner_of(p, self, "finditer", args, nargs, kwnames);
    Ob *search = scanner ? ob_getattr_cstr(p, scanner, "search") : NULL;
    ob_xdecref(p, scanner);
    Ob *it = search ? callable_iterator_new(p, search, OB_NONE(p)) : NULL;
    ob_xdecref(p, search);
    return it;
}

/* The piece before a match and the groups of the match. */
static bool split_piece(RegexState *s, Ob *list, int64_t last) {
    Ob *item = regex_slice(s, last, s->start);
    if (!item || list_append_take(s->p, list, item) < 0) return false;
    for (int64_t i = 1; i <= s->pattern->groups; i++) {
        item = group_text(s, i, false);
        if (!item || list_append_take(s->p, list, item) < 0) return false;
    }
    return true;
}

/* Up to 3.6 a pattern that matches nothing but nothing cannot split, and one that may do so is warned of. */
static bool may_split(Proc *p, const PatternOb *pattern) {
    static const char words[] = "split() requires a non-empty pattern match.";
    if (!py_regex_skips_empty(p) || regex_takes_something(pattern)) return true;
    if (regex_takes_nothing(pattern)) return err_format(p, EXC_ValueError, "%s", words), false;
    return err_warn(p, EXC_FutureWarning, "%s", words) == 0;
}

static Ob *pattern_split(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"string", "maxsplit"};
    static const Signature signature = {"split", names, 2, 0, 1, 2};
    Ob *out[2];
    int64_t maxsplit = 0;
    RegexState s;
    if (!named_args(p, &signature, args, nargs, kwnames, out)) return NULL;
    if (out[1] && ob_as_ssize_arg(p, out[1], &maxsplit) < 0) return NULL;
    if (!may_split(p, (PatternOb *)self)) return NULL;
    if (!regex_begin(p, &s, (PatternOb *)self, out[0], 0, INT64_MAX)) return NULL;
    Ob *list = list_new(p, 0);
    bool good = list != NULL;
    int64_t last = 0;
    for (int64_t n = 0; good && (!maxsplit || n < maxsplit); n++) {
        int found = regex_search(&s);
        if (found == 0) break;
        if (found > 0 && s.ptr == s.start && py_regex_skips_empty(p)) { /* nothing to split at */
            if (last == s.end) break;
            s.start++;
            n--;
            continue;
        }
        good = found > 0 && split_piece(&s, list, last);
        last = s.ptr;
        advance(&s);
    }
    Ob *rest = good ? regex_slice(&s, last, s.end) : NULL;
    good = rest && list_append_take(p, list, rest) == 0;
    regex_end(&s);
    if (good) return list;
    ob_xdecref(p, list);
    return NULL;
}

/* ---- substitution ---------------------------------------------------------------------------- */

typedef struct Replacement {
    Ob *with;      /* a text, a template or a function; new */
    bool callable; /* with the match */
    bool template; /* of _sre.template */
} Replacement;

static bool has_backslash(Proc *p, Ob *template, bool *known) {
    *known = true;
    if (ob_is(template, TYPE_STR)) {
        for (int64_t i = 0; i < str_len(template); i++)
            if (str_char(p, template, i) == '\\') return true;
        return false;
    }
    ByteSpan span;
    if (ob_has_buffer(template) && byte_span(p, template, &span))
        return span.len && memchr(span.data, '\\', (size_t)span.len) != NULL;
    err_clear(p);
    *known = false;
    return false;
}

/* The template that re has made of a text with backslashes, perhaps of an earlier call; new. Up to
 * 3.11 a text or a function that fills it in. */
static Ob *compiled_template(Proc *p, Ob *pattern, Ob *template) {
    if (!py_regex_templates(p)) return regex_hook(p, "_subx", (Ob *[]){pattern, template}, 2);
    Ob *made = regex_hook(p, "_compile_template", (Ob *[]){pattern, template}, 2);
    if (made || !err_matches(p, EXC_TypeError) || !ob_has_buffer(template)) return made;
    /* what changes has no hash: once more as bytes */
    ByteSpan span;
    err_clear(p);
    if (!byte_span(p, template, &span)) return NULL;
    Ob *bytes = bytes_new(p, span.data, (size_t)span.len);
    if (!bytes) return NULL;
    made = regex_hook(p, "_compile_template", (Ob *[]){pattern, bytes}, 2);
    ob_decref(p, bytes);
    return made;
}

static bool replacement_of(Proc *p, Ob *pattern, Ob *template, Replacement *r) {
    bool known;
    *r = (Replacement){.callable = ob_is_callable(template)};
    if (r->callable || (!has_backslash(p, template, &known) && known)) {
        r->with = ob_newref(p, template);
        return true;
    }
    r->with = compiled_template(p, pattern, template);
    if (!r->with) return false;
    r->template = ob_is_exact(p, r->with, TYPE_TEMPLATE);
    r->callable = !r->template && ob_is_callable(r->with);
    return true;
}

/* What stands there instead of the match; new. */
static Ob *replaced(RegexState *s, const Replacement *r) {
    if (!r->callable && !r->template) return ob_newref(s->p, r->with);
    if (r->template && !((TemplateOb *)r->with)->base.ob_size)
        return ob_newref(s->p, ((TemplateOb *)r->with)->literal);
    Ob *match = match_new(s);
    if (!match) return NULL;
    Ob *item = r->template ? template_expand(s->p, (TemplateOb *)r->with, (MatchOb *)match)
                           : ob_call(s->p, r->with, &match, 1, NULL);
    ob_decref(s->p, match);
    return item;
}

static bool sub_piece(RegexState *s, const Replacement *r, Ob *list, int64_t last) {
    if (last < s->start) {
        Ob *before = regex_slice(s, last, s->start);
        if (!before || list_append_take(s->p, list, before) < 0) return false;
    }
    Ob *item = replaced(s, r);
    if (!item) return false;
    if (item != OB_NONE(s->p)) return list_append_take(s->p, list, item) == 0;
    ob_decref(s->p, item);
    return true;
}

/* The pieces together; takes the list. */
static Ob *joined(RegexState *s, Ob *list) {
    Proc *p = s->p;
    Ob *joiner = regex_slice(s, 0, 0), *text = NULL;
    if (joiner && list_size(list) == 0)
        text = ob_newref(p, joiner);
    else if (joiner && ob_is(joiner, TYPE_STR))
        text = str_join(p, joiner, list);
    else if (joiner)
        text = ob_call_method(p, joiner, "join", &list, 1);
    ob_xdecref(p, joiner);
    ob_decref(p, list);
    return text;
}

static Ob *substituted(Proc *p, Ob *self, const char *function, bool count_too, Ob *const *args,
                       size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"repl", "string", "count"};
    const Signature signature = {function, names, 3, 0, 2, 3};
    Ob *out[3];
    int64_t limit = 0, n = 0, last = 0;
    Replacement r;
    RegexState s;
    if (!named_args(p, &signature, args, nargs, kwnames, out)) return NULL;
    if (out[2] && ob_as_ssize_arg(p, out[2], &limit) < 0) return NULL;
    if (!replacement_of(p, self, out[0], &r)) return NULL;
    if (!regex_begin(p, &s, (PatternOb *)self, out[1], 0, INT64_MAX)) {
        ob_decref(p, r.with);
        return NULL;
    }
    Ob *list = list_new(p, 0), *text = NULL;
    bool good = list != NULL;
    while (good && (!limit || n < limit)) {
        int found = regex_search(&s);
        if (found == 0) break;
        if (found > 0 && py_regex_skips_empty(p) && n && s.start == s.ptr && s.ptr == last) {
            advance(&s); /* an empty match at the end of the one before */
            continue;
        }
        good = found > 0 && sub_piece(&s, &r, list, last);
        last = s.ptr;
        n++;
        advance(&s);
    }
    if (good && last < s.end) {
        Ob *rest = regex_slice(&s, last, s.end);
        good = rest && list_append_take(p, list, rest) == 0;
    }
    if (good)
        text = joined(&s, list);
    else
        ob_xdecref(p, list);
    regex_end(&s);
    ob_decref(p, r.with);
    if (!text || !count_too) return text;
    Ob *number = int_from_i64(p, n), *pair = number ? tuple_pack(p, 2, text, number) : NULL;
    ob_xdecref(p, number);
    ob_decref(p, text);
    return pair;
}

static Ob *pattern_sub(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return substituted(p, self, "sub", false, args, nargs, kwnames);
}
static Ob *pattern_subn(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    return substituted(p, self, "subn", true, args, nargs, kwnames);
}

static const MethodDef pattern_methods[] = {
    {"match", pattern_match, 0, "match(string, pos=0, endpos=9223372036854775807)"},
    {"fullmatch", pattern_fullmatch, 0, "fullmatch(string, pos=0, endpos=9223372036854775807)"},
    {"search", pattern_search, 0, "search(string, pos=0, endpos=9223372036854775807)"},
    {"sub", pattern_sub, 0, "sub(repl, string, count=0)"},
    {"subn", pattern_subn, 0, "subn(repl, string, count=0)"},
    {"findall", pattern_findall, 0, "findall(string, pos=0, endpos=9223372036854775807)"},
    {"split", pattern_split, 0, "split(string, maxsplit=0)"},
    {"finditer", pattern_finditer, 0, "finditer(string, pos=0, endpos=9223372036854775807)"},
    {"scanner", pattern_scanner, 0, "scanner(string, pos=0, endpos=9223372036854775807)"},
    {"__copy__", regex_copy, 0, "__copy__()"},
    {"__deepcopy__", regex_deepcopy, 0, "__deepcopy__(memo)"},
    CLASS_GETITEM_METHOD,
    {NULL, NULL, 0, NULL},
};

static const GetSetDef pattern_getsets[] = {
    {"groupindex", get_groupindex, NULL},
    {"pattern", get_pattern, NULL},
    {"flags", get_flags, NULL},
    {"groups", get_groups, NULL},
    {NULL, NULL, NULL},
};

const TypeOps pattern_ops = {
    .dealloc = pattern_dealloc,
    .traverse = pattern_traverse,
    .clear = pattern_clear,
    .repr = pattern_repr,
    .hash = pattern_hash,
    .richcompare = pattern_richcompare,
    .size_of = pattern_size_of,
    .methods = pattern_methods,
    .getsets = pattern_getsets,
};

/* ---- scanners -------------------------------------------------------------------------------- */

static Ob *scan(Proc *p, Ob *o, bool search) {
    ScannerOb *self = (ScannerOb *)o;
    if (self->at_end || !self->pattern) return ob_newref(p, OB_NONE(p));
    RegexState s;
    if (!regex_begin(p, &s, self->pattern, self->string, self->start, self->end)) return NULL;
    s.pos = self->pos;
    s.must_advance = self->must_advance != 0;
    int found = search ? regex_search(&s) : regex_match(&s);
    Ob *result = found > 0 ? match_new(&s) : found == 0 ? ob_newref(p, OB_NONE(p)) : NULL;
    if (found == 0) {
        self->at_end = 1;
    } else if (found > 0) {
        bool skips = py_regex_skips_empty(p);
        self->must_advance = s.ptr == s.start && !skips;
        self->start = s.ptr + (s.ptr == s.start && skips);
    }
    regex_end(&s);
    return result;
}

static Ob *scanner_match(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "match", nargs, 0, 0, kwnames) ? scan(p, self, false) : NULL;
}
static Ob *scanner_search(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "search", nargs, 0, 0, kwnames) ? scan(p, self, true) : NULL;
}
static Ob *scanner_pattern(Proc *p, Ob *o) { return ob_newref(p, (Ob *)((ScannerOb *)o)->pattern); }

static int scanner_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const ScannerOb *self = (ScannerOb *)o;
    int stop = field_visit(p, (Ob *)self->pattern, visit, arg);
    return stop ? stop : field_visit(p, self->string, visit, arg);
}
static int scanner_clear(Proc *p, Ob *o) {
    ScannerOb *self = (ScannerOb *)o;
    if (self->holds) buffer_let_go(p, self->string);
    self->holds = 0;
    field_clear(p, &self->string, o, SLOT_FUNCTION, 1);
    field_clear(p, (Ob **)&self->pattern, o, SLOT_FUNCTION, 0);
    return 0;
}
static void scanner_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    scanner_clear(p, o);
    ob_free(p, o);
}

static const MethodDef scanner_methods[] = {
    {"match", scanner_match, 0, "match()"},
    {"search", scanner_search, 0, "search()"},
    {NULL, NULL, 0, NULL},
};
static const GetSetDef scanner_getsets[] = {
    {"pattern", scanner_pattern, NULL},
    {NULL, NULL, NULL},
};
const TypeOps scanner_ops = {
    .dealloc = scanner_dealloc,
    .traverse = scanner_traverse,
    .clear = scanner_clear,
    .methods = scanner_methods,
    .getsets = scanner_getsets,
};
