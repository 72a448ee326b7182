/* regex_match.c - what a pattern has found, and templates that are filled in from it
 * (Modules/_sre/sre.c). */
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/library/regex.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/generic_alias.h"
#include "object/type/type.h"

enum { FIELD_STRING, FIELD_REGS, FIELD_RE };

/* ---- birth and death ------------------------------------------------------------------------- */

Ob *match_new(RegexState *s) {
    Proc *p = s->p;
    int64_t groups = s->pattern->groups + 1;
    Ob *made = ob_alloc(p, type_of_id(p, TYPE_MATCH), sizeof(MatchOb) + (size_t)groups * 16);
    if (!made) return NULL;
    MatchOb *o = (MatchOb *)made;
    o->base.ob_size = 2 * groups;
    o->groups = groups;
    o->pos = s->pos;
    o->lastindex = s->lastindex;
    o->endpos = s->end;
    for (int64_t i = 0; i < groups; i++) {
        bool there = regex_group(s, i, &o->mark[2 * i], &o->mark[2 * i + 1]);
        if (!there) o->mark[2 * i] = o->mark[2 * i + 1] = -1;
    }
    field_hold(p, (Ob **)&o->pattern, (Ob *)(uintptr_t)s->pattern, o, SLOT_FUNCTION, FIELD_RE);
    field_hold(p, &o->string, s->string, o, SLOT_FUNCTION, FIELD_STRING);
    if (ob_is_gc(made)) ob_gc_track(p, made);
    return made;
}

static int match_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const MatchOb *self = (MatchOb *)o;
    int stop = field_visit(p, self->string, visit, arg);
    if (!stop) stop = field_visit(p, self->regs, visit, arg);
    return stop ? stop : field_visit(p, (Ob *)self->pattern, visit, arg);
}
static int match_clear(Proc *p, Ob *o) {
    MatchOb *self = (MatchOb *)o;
    field_clear(p, &self->string, o, SLOT_FUNCTION, FIELD_STRING);
    field_clear(p, &self->regs, o, SLOT_FUNCTION, FIELD_REGS);
    field_clear(p, (Ob **)&self->pattern, o, SLOT_FUNCTION, FIELD_RE);
    return 0;
}
static void match_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    match_clear(p, o);
    ob_free(p, o);
}

/* ---- groups ---------------------------------------------------------------------------------- */

/* A group's text, or `otherwise`; new. */
static Ob *match_slice(Proc *p, const MatchOb *m, int64_t group, Ob *otherwise) {
    if (!m->string || m->string == OB_NONE(p) || m->mark[2 * group] < 0)
        return ob_newref(p, otherwise);
    return regex_slice_of(p, m->string, m->mark[2 * group], m->mark[2 * group + 1]);
}

/* match_getindex: the number of a group that is given as a number or by its name; -1 with
 * IndexError. */
static int64_t group_number(Proc *p, const MatchOb *m, Ob *index) {
    int64_t i = -1;
    if (ob_has_index(index)) {
        if (ob_as_clamped(p, index, &i) < 0) return -1;
    } else if (m->pattern && m->pattern->groupindex) {
        Ob *number = dict_getitem(p, m->pattern->groupindex, index);
        if (number && ob_is(number, TYPE_INT) && !int_as_i64(p, number, &i)) i = -1;
        if (!number) err_clear(p);
    }
    if (i >= 0 && i < m->groups) return i;
    err_format(p, EXC_IndexError, "no such group");
    return -1;
}

static Ob *match_getitem(Proc *p, Ob *o, Ob *key) {
    int64_t i = group_number(p, (MatchOb *)o, key);
    return i < 0 ? NULL : match_slice(p, (MatchOb *)o, i, OB_NONE(p));
}

static Ob *match_group(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    if (!no_keywords(p, "re.Match.group", kwnames)) return NULL;
    if (nargs == 0) return match_slice(p, (MatchOb *)o, 0, OB_NONE(p));
    if (nargs == 1) return match_getitem(p, o, args[0]);
    Ob *result = tuple_new(p, (int64_t)nargs);
    for (size_t i = 0; result && i < nargs; i++) {
        Ob *item = match_getitem(p, o, args[i]);
        if (!item) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, (int64_t)i, item);
    }
    return result;
}

static const char *const default_names[] = {"default"};

static Ob *match_groups(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const Signature signature = {"groups", default_names, 1, 0, 0, 1};
    const MatchOb *m = (MatchOb *)o;
    Ob *otherwise;
    if (!named_args(p, &signature, args, nargs, kwnames, &otherwise)) return NULL;
    if (!otherwise) otherwise = OB_NONE(p);
    Ob *result = tuple_new(p, m->groups - 1);
    for (int64_t i = 1; result && i < m->groups; i++) {
        Ob *item = match_slice(p, m, i, otherwise);
        if (!item) {
            ob_decref(p, result);
            return NULL;
        }
        tuple_set(p, result, i - 1, item);
    }
    return result;
}

static Ob *match_groupdict(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const Signature signature = {"groupdict", default_names, 1, 0, 0, 1};
    const MatchOb *m = (MatchOb *)o;
    Ob *otherwise, *key, *value;
    int64_t pos = 0;
    if (!named_args(p, &signature, args, nargs, kwnames, &otherwise)) return NULL;
    if (!otherwise) otherwise = OB_NONE(p);
    Ob *result = dict_new(p);
    while (result && m->pattern && dict_next(p, m->pattern->groupindex, &pos, &key, &value)) {
        int64_t i = group_number(p, m, key);
        Ob *item = i < 0 ? NULL : match_slice(p, m, i, otherwise);
        int status = item ? dict_setitem(p, result, key, item) : -1;
        ob_xdecref(p, item);
        if (status == 0) continue;
        ob_decref(p, result);
        return NULL;
    }
    return result;
}

/* The group that start(), end() and span() are asked about; -1 with an exception. */
static int64_t asked_group(Proc *p, Ob *o, const char *name, Ob *const *args, size_t nargs,
                           Ob *kwnames) {
    if (!args_check(p, name, nargs, 0, 1, kwnames)) return -1;
    return nargs ? group_number(p, (MatchOb *)o, args[0]) : 0;
}
static Ob *match_start(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t i = asked_group(p, o, "start", args, nargs, kwnames);
    return i < 0 ? NULL : int_from_i64(p, ((MatchOb *)o)->mark[2 * i]);
}
static Ob *match_end(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t i = asked_group(p, o, "end", args, nargs, kwnames);
    return i < 0 ? NULL : int_from_i64(p, ((MatchOb *)o)->mark[2 * i + 1]);
}
static Ob *span_pair(Proc *p, const MatchOb *m, int64_t i) {
    Ob *from = int_from_i64(p, m->mark[2 * i]), *to = int_from_i64(p, m->mark[2 * i + 1]);
    Ob *pair = from && to ? tuple_pack(p, 2, from, to) : NULL;
    ob_xdecref(p, from);
    ob_xdecref(p, to);
    return pair;
}
static Ob *match_span(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    int64_t i = asked_group(p, o, "span", args, nargs, kwnames);
    return i < 0 ? NULL : span_pair(p, (MatchOb *)o, i);
}

static Ob *match_expand(Proc *p, Ob *o, Ob *const *args, size_t nargs, Ob *kwnames) {
    static const char *const names[] = {"template"};
    static const Signature signature = {"expand", names, 1, 0, 1, 1};
    MatchOb *m = (MatchOb *)o;
    Ob *given;
    if (!named_args(p, &signature, args, nargs, kwnames, &given)) return NULL;
    if (!py_regex_templates(p))
        return regex_hook(p, "_expand", (Ob *[]){(Ob *)m->pattern, o, given}, 3);
    Ob *template = regex_hook(p, "_compile_template", (Ob *[]){(Ob *)m->pattern, given}, 2);
    if (!template) return NULL;
    Ob *text = ob_is_exact(p, template, TYPE_TEMPLATE)
                   ? template_expand(p, (TemplateOb *)template, m)
                   : ob_newref(p, template);
    ob_decref(p, template);
    return text;
}

/* ---- attributes ------------------------------------------------------------------------------ */

static Ob *get_string(Proc *p, Ob *o) {
    Ob *string = ((MatchOb *)o)->string;
    return ob_newref(p, string ? string : OB_NONE(p));
}
static Ob *get_re(Proc *p, Ob *o) { return ob_newref(p, (Ob *)((MatchOb *)o)->pattern); }
static Ob *get_pos(Proc *p, Ob *o) { return int_from_i64(p, ((MatchOb *)o)->pos); }
static Ob *get_endpos(Proc *p, Ob *o) { return int_from_i64(p, ((MatchOb *)o)->endpos); }
static Ob *get_lastindex(Proc *p, Ob *o) {
    int64_t last = ((MatchOb *)o)->lastindex;
    return last >= 0 ? int_from_i64(p, last) : ob_newref(p, OB_NONE(p));
}
static Ob *get_lastgroup(Proc *p, Ob *o) {
    const MatchOb *m = (MatchOb *)o;
    Ob *names = m->pattern ? m->pattern->indexgroup : NULL;
    bool named = names && m->lastindex >= 0 && m->lastindex < tuple_size(names);
    return ob_newref(p, named ? tuple_item(names, m->lastindex) : OB_NONE(p));
}
/* All spans; made once and kept. */
static Ob *get_regs(Proc *p, Ob *o) {
    MatchOb *m = (MatchOb *)o;
    if (m->regs) return ob_newref(p, m->regs);
    Ob *regs = tuple_new(p, m->groups);
    for (int64_t i = 0; regs && i < m->groups; i++) {
        Ob *pair = span_pair(p, m, i);
        if (!pair) {
            ob_decref(p, regs);
            return NULL;
        }
        tuple_set(p, regs, i, pair);
    }
    if (regs) field_hold(p, &m->regs, regs, o, SLOT_FUNCTION, FIELD_REGS);
    return regs;
}

enum { SHOWN_CHARACTERS = 50 };

static Ob *match_repr(Proc *p, Ob *o) {
    const MatchOb *m = (MatchOb *)o;
    Ob *whole = match_slice(p, m, 0, OB_NONE(p)), *shown = whole ? ob_repr(p, whole) : NULL;
    ob_xdecref(p, whole);
    if (shown && str_len(shown) > SHOWN_CHARACTERS) {
        Ob *cut = str_substring(p, shown, 0, SHOWN_CHARACTERS);
        ob_decref(p, shown);
        shown = cut;
    }
    const char *name = py_regex_types_private(p) ? "_sre.SRE_Match" : "re.Match";
    Ob *text = shown ? str_format(p, "<%s object; span=(%zd, %zd), match=%U>", name, m->mark[0],
                                  m->mark[1], shown)
                     : NULL;
    ob_xdecref(p, shown);
    return text;
}

Ob *regex_copy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "__copy__", nargs, 0, 0, kwnames) ? ob_newref(p, self) : NULL;
}
Ob *regex_deepcopy(Proc *p, Ob *self, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)args;
    return args_check(p, "__deepcopy__", nargs, 1, 1, kwnames) ? ob_newref(p, self) : NULL;
}

static const MethodDef match_methods[] = {
    {"group", match_group, METH_TUPLE, NULL},
    {"start", match_start, 0, "start(group=0)"},
    {"end", match_end, 0, "end(group=0)"},
    {"span", match_span, 0, "span(group=0)"},
    {"groups", match_groups, 0, "groups(default=None)"},
    {"groupdict", match_groupdict, 0, "groupdict(default=None)"},
    {"expand", match_expand, 0, "expand(template)"},
    {"__copy__", regex_copy, 0, "__copy__()"},
    {"__deepcopy__", regex_deepcopy, 0, "__deepcopy__(memo)"},
    CLASS_GETITEM_METHOD,
    {NULL, NULL, 0, NULL},
};
static const GetSetDef match_getsets[] = {
    {"string", get_string, NULL},
    {"re", get_re, NULL},
    {"pos", get_pos, NULL},
    {"endpos", get_endpos, NULL},
    {"lastindex", get_lastindex, NULL},
    {"lastgroup", get_lastgroup, NULL},
    {"regs", get_regs, NULL},
    {NULL, NULL, NULL},
};

const TypeOps match_ops = {
    .dealloc = match_dealloc,
    .traverse = match_traverse,
    .clear = match_clear,
    .repr = match_repr,
    .getitem = match_getitem,
    .methods = match_methods,
    .getsets = match_getsets,
};

/* ---- templates ------------------------------------------------------------------------------- */

static int template_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const TemplateOb *t = (TemplateOb *)o;
    int stop = field_visit(p, t->literal, visit, arg);
    for (int64_t i = 0; !stop && i < t->base.ob_size; i++)
        stop = field_visit(p, t->items[i].literal, visit, arg);
    return stop;
}
static int template_clear(Proc *p, Ob *o) {
    TemplateOb *t = (TemplateOb *)o;
    field_clear(p, &t->literal, o, SLOT_FUNCTION, 0);
    for (int64_t i = 0; i < t->base.ob_size; i++)
        field_clear(p, &t->items[i].literal, o, SLOT_FUNCTION, (uint64_t)i + 1);
    return 0;
}
static void template_dealloc(Proc *p, Ob *o) {
    if (ob_is_gc(o)) ob_gc_untrack(p, o);
    template_clear(p, o);
    ob_free(p, o);
}
const TypeOps template_ops = {
    .dealloc = template_dealloc,
    .traverse = template_traverse,
    .clear = template_clear,
};

Ob *template_new(Proc *p, Ob *list) {
    int64_t n = list_size(list), groups = n / 2;
    if (n % 2 == 0) return err_format(p, EXC_TypeError, "invalid template");
    Ob *made = ob_alloc(p, type_of_id(p, TYPE_TEMPLATE),
                        sizeof(TemplateOb) + (size_t)groups * sizeof(TemplateItem));
    if (!made) return NULL;
    TemplateOb *t = (TemplateOb *)made;
    t->base.ob_size = groups;
    t->chunks = 1 + 2 * groups;
    field_hold(p, &t->literal, list_item(list, 0), t, SLOT_FUNCTION, 0);
    if (ob_length(p, t->literal) == 0) t->chunks--;
    for (int64_t i = 0; i < groups && !err_occurred(p); i++) {
        Ob *number = list_item(list, 2 * i + 1), *literal = list_item(list, 2 * i + 2);
        if (!ob_is(number, TYPE_INT)) {
            err_format(p, EXC_TypeError, "an integer is required");
            break;
        }
        if (!int_as_i64(p, number, &t->items[i].index) || t->items[i].index < 0) {
            err_format(p, EXC_TypeError, "invalid template");
            break;
        }
        int64_t length = ob_length(p, literal);
        if (length > 0)
            field_hold(p, &t->items[i].literal, literal, t, SLOT_FUNCTION, (uint64_t)i + 1);
        else
            t->chunks--;
    }
    if (!err_occurred(p)) {
        ob_gc_track(p, made);
        return made;
    }
    ob_decref(p, made);
    return NULL;
}

Ob *template_expand(Proc *p, const TemplateOb *t, const MatchOb *m) {
    if (!t->base.ob_size) return ob_newref(p, t->literal);
    Ob *parts = list_new(p, 0), *text = NULL;
    bool good = parts && (ob_length(p, t->literal) == 0 || list_append(p, parts, t->literal) == 0);
    for (int64_t i = 0; good && i < t->base.ob_size; i++) {
        if (t->items[i].index >= m->groups) {
            err_format(p, EXC_IndexError, "no such group");
            good = false;
            break;
        }
        Ob *item = match_slice(p, m, t->items[i].index, OB_NONE(p));
        good = item != NULL;
        if (item == OB_NONE(p))
            ob_decref(p, item);
        else if (good)
            good = list_append_take(p, parts, item) == 0;
        if (good && t->items[i].literal) good = list_append(p, parts, t->items[i].literal) == 0;
    }
    if (good && ob_is(t->literal, TYPE_STR)) {
        Ob *empty = str_new(p, "", 0);
        text = empty ? str_join(p, empty, parts) : NULL;
        ob_xdecref(p, empty);
    } else if (good) {
        Ob *empty = bytes_new(p, "", 0);
        text = empty ? ob_call_method(p, empty, "join", &parts, 1) : NULL;
        ob_xdecref(p, empty);
    }
    ob_xdecref(p, parts);
    return text;
}
