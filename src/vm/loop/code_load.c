/* code_load.c - from the compiler's CodeUnit to code objects of the simulated process.
 *
 * Two steps, so that no host memory is open while something is recorded: code_copy_unit copies the
 * whole tree of units into SEG_TEXT without an event; code_make then makes objects from the copy.
 * Called for the program at start-up, for cells, for modules, and for exec and eval. */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "lang/code/dis.h"
#include "lang/compile.h"
#include "object/container/set.h"
#include "object/container/tuple.h"
#include "object/exception/exc_fields.h"
#include "object/exception/exception.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "vm/import/import.h"
#include "vm/loop/state.h"

/* ---- the copy -------------------------------------------------------------------------------- */

static void *text(Proc *p, size_t bytes) { return bytes ? img_carve(p, SEG_TEXT, bytes, 8) : NULL; }

static char *copy_text(Proc *p, const char *from, size_t len) {
    char *to = text(p, len + 1);
    if (len) memcpy(to, from, len);
    return to;
}

static char *copy_cstr(Proc *p, const char *from) {
    return from ? copy_text(p, from, strlen(from)) : NULL;
}

static char **copy_names(Proc *p, char *const *from, size_t n) {
    char **to = text(p, n * sizeof *to);
    for (size_t i = 0; i < n; i++) to[i] = copy_cstr(p, from[i]);
    return to;
}

static const CodeUnit *copy_unit(Proc *p, const CodeUnit *from);

/* Field by field: padding of host structs must not get into the image. */
static Const *copy_consts(Proc *p, const Const *from, size_t n) {
    Const *to = text(p, n * sizeof *to);
    for (size_t i = 0; i < n; i++) {
        to[i].kind = from[i].kind;
        to[i].text = from[i].text ? copy_text(p, from[i].text, from[i].len) : NULL;
        to[i].len = from[i].len;
        to[i].number = from[i].number;
        to[i].imag = from[i].imag;
        to[i].items = copy_consts(p, from[i].items, from[i].count);
        to[i].count = from[i].count;
        to[i].folded = from[i].folded;
        to[i].code = from[i].code ? (CodeUnit *)(uintptr_t)copy_unit(p, from[i].code) : NULL;
    }
    return to;
}

static const CodeUnit *copy_unit(Proc *p, const CodeUnit *from) {
    CodeUnit *to = text(p, sizeof *to);
    size_t n = from->ninstrs;
    to->name = copy_cstr(p, from->name);
    to->qualname = copy_cstr(p, from->qualname);
    to->filename = copy_cstr(p, from->filename);
    to->firstlineno = from->firstlineno;
    to->argcount = from->argcount;
    to->posonlyargcount = from->posonlyargcount;
    to->kwonlyargcount = from->kwonlyargcount;
    to->stacksize = from->stacksize;
    to->flags = from->flags;
    to->ninstrs = n;
    to->instrs = text(p, n * sizeof *to->instrs);
    if (n) memcpy(to->instrs, from->instrs, n * sizeof *to->instrs);
    to->spans = text(p, n * sizeof *to->spans);
    if (n) memcpy(to->spans, from->spans, n * sizeof *to->spans);
    to->offsets = text(p, n * sizeof *to->offsets);
    if (n) memcpy(to->offsets, from->offsets, n * sizeof *to->offsets);
    to->nconsts = from->nconsts;
    to->consts = copy_consts(p, from->consts, from->nconsts);
    to->nnames = from->nnames;
    to->names = copy_names(p, from->names, from->nnames);
    to->nvarnames = from->nvarnames;
    to->varnames = copy_names(p, from->varnames, from->nvarnames);
    to->ncellvars = from->ncellvars;
    to->cellvars = copy_names(p, from->cellvars, from->ncellvars);
    to->cell_variables = text(p, from->ncellvars * sizeof *to->cell_variables);
    if (from->ncellvars)
        memcpy(to->cell_variables, from->cell_variables,
               from->ncellvars * sizeof *to->cell_variables);
    to->nfreevars = from->nfreevars;
    to->freevars = copy_names(p, from->freevars, from->nfreevars);
    to->nexc = from->nexc;
    to->exc_table = text(p, from->nexc * sizeof *to->exc_table);
    for (size_t i = 0; i < from->nexc; i++) {
        to->exc_table[i].start = from->exc_table[i].start;
        to->exc_table[i].end = from->exc_table[i].end;
        to->exc_table[i].target = from->exc_table[i].target;
        to->exc_table[i].depth = from->exc_table[i].depth;
        to->exc_table[i].push_lasti = from->exc_table[i].push_lasti;
    }
    return to;
}

const CodeUnit *code_copy_unit(Proc *p, const CodeUnit *unit) { return copy_unit(p, unit); }

/* ---- constants ------------------------------------------------------------------------------- */

/* What lies in chains by its hash; there are as many chains as links, or more. All of it is in the image: an
 * error may leave the loading at any time. */
typedef struct Link {
    struct Link *next;
    uint64_t hash;
} Link;

typedef struct Chains {
    Link **first;
    size_t count; /* a power of two, or 0 */
    size_t nlinks;
} Chains;

/* A constant that this compilation has made already (c_const_cache of Python/compile.c). */
typedef struct Made {
    Link link;
    const Const *constant;
    Ob *object;    /* borrowed: co_consts of some code object holds it */
    bool replaced; /* a text that was interned before takes its place in each code object */
} Made;

/* A tuple of this compilation that others like it are exchanged for (merge_const_one). */
typedef struct MadeTuple {
    Link link;
    Ob *tuple; /* borrowed likewise */
} MadeTuple;

typedef struct Loader {
    Chains made;   /* of Made */
    Chains tuples; /* of MadeTuple */
    bool script;
    bool replaced; /* one of the constants made last was */
} Loader;

static Link *chains_first(const Chains *chains, uint64_t hash) {
    return chains->count ? chains->first[hash & (chains->count - 1)] : NULL;
}

static void chains_put(Chains *chains, Link *link) {
    Link **first = &chains->first[link->hash & (chains->count - 1)];
    link->next = *first;
    *first = link;
}

static void chains_double(Proc *p, Chains *chains) {
    Link **old = chains->first;
    size_t nold = chains->count;
    chains->count = nold > 0 ? 2 * nold : 16;
    chains->first = img_carve(p, SEG_TEXT, chains->count * sizeof *chains->first, 8);
    memset(chains->first, 0, chains->count * sizeof *chains->first);
    for (size_t i = 0; i < nold; i++)
        for (Link *link = old[i], *next; link; link = next)
            next = link->next, chains_put(chains, link);
}

static void chains_add(Proc *p, Chains *chains, Link *link, uint64_t hash) {
    if (chains->nlinks++ == chains->count) chains_double(p, chains);
    link->hash = hash;
    chains_put(chains, link);
}

static bool same_const(const Const *a, const Const *b) {
    if (a->kind != b->kind || a->len != b->len || a->count != b->count) return false;
    if (a->kind == CONST_CODE) return a == b;
    if (a->len && memcmp(a->text, b->text, a->len) != 0) return false;
    bool number = a->kind == CONST_FLOAT || a->kind == CONST_COMPLEX;
    if (number && (memcmp(&a->number, &b->number, sizeof a->number) != 0 ||
                   memcmp(&a->imag, &b->imag, sizeof a->imag) != 0))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!same_const(&a->items[i], &b->items[i])) return false;
    }
    return true;
}

/* all_name_chars of Objects/codeobject.c: such constants are interned. */
static bool all_name_chars(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        bool name = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
                    (s[i] >= '0' && s[i] <= '9') || s[i] == '_';
        if (!name) return false;
    }
    return true;
}

/* By which objects its items are, wherever the image lies. */
static uint64_t identity_hash(const Proc *p, Ob *tuple) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int64_t i = 0; i < tuple_size(tuple); i++) {
        hash = (hash ^ img_vaddr(p, tuple_item(tuple, i))) * UINT64_C(1099511628211);
        hash ^= hash >> 29; /* addresses differ in their upper bits, chains go by the lower ones */
    }
    return hash;
}

static bool same_items(Ob *a, Ob *b) {
    int64_t n = tuple_size(a), i = 0;
    if (n != tuple_size(b)) return false;
    while (i < n && tuple_item(a, i) == tuple_item(b, i)) i++;
    return i == n;
}

/* The tuple itself, or the one made before whose items are the same objects, as equal constants and
 * names of one compilation are. Takes and gives a reference; NULL stays NULL. */
static Ob *shared_tuple(Proc *p, Loader *loader, Ob *tuple) {
    if (!tuple || !py_consts_shared_in_unit(p) || tuple_size(tuple) == 0) return tuple;
    uint64_t hash = identity_hash(p, tuple);
    for (Link *link = chains_first(&loader->tuples, hash); link; link = link->next) {
        Ob *other = ((MadeTuple *)link)->tuple;
        if (link->hash != hash || !same_items(other, tuple)) continue;
        ob_decref(p, tuple);
        return ob_newref(p, other);
    }
    MadeTuple *made = img_carve(p, SEG_TEXT, sizeof *made, 8);
    made->tuple = tuple;
    chains_add(p, &loader->tuples, &made->link, hash);
    return tuple;
}

static CodeOb *make_code(Proc *p, Loader *loader, const CodeUnit *unit);
/* `entry`: one of co_consts, not an item of one. */
static Ob *make_const(Proc *p, Loader *loader, const Const *c, bool entry);

/* merge_consts_recursive and intern_string_constants make a set anew, of its items in the order in which
 * they lie: always, and once more when a text in it is replaced. Steals the set. */
static Ob *set_made_again(Proc *p, Loader *loader, Ob *set) {
    int times = py_consts_shared_in_unit(p) ? 1 + loader->replaced : loader->replaced;
    while (set && times-- > 0) {
        Ob *items = tuple_from_iterable(p, set);
        ob_decref(p, set);
        set = items ? frozenset_new(p, items) : NULL;
        ob_xdecref(p, items);
    }
    return set;
}

/* The parser makes a tuple of the source with items of its own (3.7); what is folded later is made of constants
 * that the code object has already, and where a file shares its constants all are the same. */
static Ob *make_items(Proc *p, Loader *made, const Const *c) {
    Loader own = {.script = made->script};
    Loader *loader = c->folded || py_consts_shared_in_unit(p) ? made : &own;
    loader->replaced = false;
    Ob *tuple = tuple_new(p, (int64_t)c->count);
    for (size_t i = 0; tuple && i < c->count; i++) {
        Ob *item = make_const(p, loader, &c->items[i], false);
        if (!item) {
            ob_decref(p, tuple);
            return NULL;
        }
        tuple_set(p, tuple, (int64_t)i, item);
    }
    if (!tuple || c->kind == CONST_TUPLE) return tuple;
    Ob *set = frozenset_new(p, tuple);
    ob_decref(p, tuple);
    return set_made_again(p, loader, set);
}

static Ob *make_text(Proc *p, const Const *c, bool *replaced) {
    Ob *s = str_new(p, c->text, c->len);
    if (!s || !all_name_chars(c->text, c->len)) return s;
    Ob *own = s;
    s = str_intern(p, s);
    *replaced = s != own;
    return s;
}

static Ob *make_new(Proc *p, Loader *loader, const Const *c) {
    switch (c->kind) {
    case CONST_NONE: return ob_newref(p, OB_NONE(p));
    case CONST_TRUE: return ob_newref(p, p->ob->true_);
    case CONST_FALSE: return ob_newref(p, p->ob->false_);
    case CONST_ELLIPSIS: return ob_newref(p, &p->ob->ellipsis);
    case CONST_INT: return int_from_hex(p, c->text, c->len);
    case CONST_FLOAT: return float_new(p, c->number);
    case CONST_COMPLEX: return complex_new(p, (Complex){c->number, c->imag});
    case CONST_STR: break; /* make_text */
    case CONST_BYTES: return bytes_new(p, c->text, c->len);
    case CONST_TUPLE:
    case CONST_FROZENSET: return make_items(p, loader, c);
    case CONST_CODE: return (Ob *)make_code(p, loader, c->code);
    }
    return NULL;
}

/* The parser's arena holds a constant of the source until the program ends (_PyArena_AddPyObject).
 */
static void parser_holds(Proc *p, Ob *o, ConstKind kind) {
    if (kind < CONST_INT || kind == CONST_CODE) return;
    ParserRef *ref = img_carve(p, SEG_TEXT, sizeof *ref, 8);
    ref->object = o;
    ref->next = p->vm->parser_refs;
    p->vm->parser_refs = ref;
    ob_hold(p, o, ref, SLOT_PARSER, 0);
}

static Ob *make_const(Proc *p, Loader *loader, const Const *c, bool entry) {
    uint64_t hash = const_hash(c);
    bool again = entry && c->folded && !py_consts_shared_in_unit(p); /* equal ones stay apart */
    Link *first = again ? NULL : chains_first(&loader->made, hash);
    for (Link *link = first; link; link = link->next) {
        const Made *made = (Made *)link;
        if (link->hash != hash || !same_const(made->constant, c)) continue;
        loader->replaced |= made->replaced;
        return ob_newref(p, made->object);
    }
    bool replaced = false;
    Ob *o = c->kind == CONST_STR ? make_text(p, c, &replaced) : make_new(p, loader, c);
    loader->replaced |= replaced;
    if (!o) return NULL;
    if (c->kind == CONST_TUPLE) o = shared_tuple(p, loader, o);
    /* It is watched until a collection finds that there is nothing to watch. */
    if (!p->s->booted && c->kind == CONST_TUPLE && ob_gc_is_tracked(p, o)) ob_gc_hand_over(p, o);
    if (loader->script && !c->folded) parser_holds(p, o, c->kind);
    if (c->kind != CONST_CODE) {
        Made *made = img_carve(p, SEG_TEXT, sizeof *made, 8);
        *made = (Made){.constant = c, .object = o, .replaced = replaced};
        chains_add(p, &loader->made, &made->link, hash);
    }
    return o;
}

/* ---- code objects ---------------------------------------------------------------------------- */

static Ob *make_name(Proc *p, const char *name) {
    Ob *s = str_from_cstr(p, name);
    return s ? str_intern_name(p, s) : NULL;
}

static Ob *make_names(Proc *p, char *const *names, size_t n) {
    Ob *tuple = tuple_new(p, (int64_t)n);
    for (size_t i = 0; tuple && i < n; i++) {
        Ob *name = make_name(p, names[i]);
        if (!name) {
            ob_decref(p, tuple);
            return NULL;
        }
        tuple_set(p, tuple, (int64_t)i, name);
    }
    return tuple;
}

/* From 3.11 on these tuples are made when somebody asks for them, for each code object its own. */
static Ob *variable_names(Proc *p, Loader *loader, char *const *names, size_t n) {
    Ob *tuple = make_names(p, names, n);
    return py_variable_names_shared(p) ? shared_tuple(p, loader, tuple) : tuple;
}

static Ob *make_bytecode(Proc *p, const CodeUnit *unit) {
    PythonVersion version = p->s->profile.version;
    uint32_t len = dis_code_bytes(unit, version);
    uint8_t *bytes = img_carve(p, SEG_TEXT, len + 1, 1);
    dis_code(unit, version, bytes);
    return bytes_new(p, bytes, len);
}

/* Cells with a slot of their own, in order. From 3.11 on a variable that is a cell has one slot. */
static const int32_t *own_cells(Proc *p, const CodeUnit *unit, int32_t *count) {
    int32_t *cells = text(p, unit->ncellvars * sizeof *cells), n = 0;
    for (size_t k = 0; k < unit->ncellvars; k++)
        if (!py_cells_share_slots(p) || unit->cell_variables[k] < 0) cells[n++] = (int32_t)k;
    *count = n;
    return cells;
}

static bool fill_objects(Proc *p, Loader *loader, CodeOb *code, const CodeUnit *unit) {
    code->co_filename = make_name(p, unit->filename);
    code->co_name = make_name(p, unit->name);
    code->co_qualname = make_name(p, unit->qualname ? unit->qualname : unit->name);
    code->co_names = shared_tuple(p, loader, make_names(p, unit->names, unit->nnames));
    code->co_varnames = variable_names(p, loader, unit->varnames, unit->nvarnames);
    code->co_cellvars = variable_names(p, loader, unit->cellvars, unit->ncellvars);
    code->co_freevars = variable_names(p, loader, unit->freevars, unit->nfreevars);
    code->co_code = make_bytecode(p, unit);
    if (!code->co_filename || !code->co_name || !code->co_qualname || !code->co_names ||
        !code->co_varnames || !code->co_cellvars || !code->co_freevars || !code->co_code) {
        return false;
    }
    Ob *consts = tuple_new(p, (int64_t)unit->nconsts);
    code->co_consts = consts;
    Loader own = {.script = loader->script};
    if (!py_consts_shared_in_unit(p)) loader = &own;
    for (size_t i = 0; consts && i < unit->nconsts; i++) {
        Ob *o = make_const(p, loader, &unit->consts[i], true);
        if (!o) return false;
        tuple_set(p, consts, (int64_t)i, o);
    }
    code->co_consts = shared_tuple(p, loader, consts);
    /* What constants were made of stays in it: whether its references count decides what is untracked first. */
    if (consts && !p->s->booted && py_fold_instructions(p) && ob_gc_is_tracked(p, code->co_consts))
        ob_gc_hand_over(p, code->co_consts);
    return consts != NULL;
}

static CodeOb *make_code(Proc *p, Loader *loader, const CodeUnit *unit) {
    CodeOb *code = code_new(p, dis_code_bytes(unit, p->s->profile.version));
    if (!code) return NULL;
    int32_t *lines = img_carve(p, SEG_TEXT, (unit->ninstrs + 1) * sizeof *lines, 8);
    for (size_t i = 0; i < unit->ninstrs; i++)
        lines[i] = unit->spans[i].line > 0 ? unit->spans[i].line : 0;
    library_lines_tell(p, unit, lines);
    const char *own = p->vm->own_filename;
    int32_t nown_cells;
    const int32_t *cells = own_cells(p, unit, &nown_cells);
    CodeText *text_of = img_carve(p, SEG_TEXT, sizeof *text_of, 8);
    *text_of = (CodeText){.unit = unit,
                          .lines = lines,
                          .ninstrs = (int32_t)unit->ninstrs,
                          .foreign = own && strcmp(own, unit->filename) != 0,
                          .ncellvars = (int32_t)unit->ncellvars,
                          .nown_cells = nown_cells,
                          .own_cells = cells,
                          .cell_variables = unit->cell_variables,
                          .nfreevars = (int32_t)unit->nfreevars,
                          .posonlyargcount = unit->posonlyargcount,
                          .firstlineno = unit->firstlineno};
    code->text = text_of;
    code->co_argcount = unit->argcount;
    code->co_kwonlyargcount = unit->kwonlyargcount;
    code->co_nlocals = (int32_t)unit->nvarnames;
    code->co_stacksize = unit->stacksize;
    code->co_flags = unit->flags;
    code->co_nlocalsplus = code->co_nlocals + nown_cells + (int32_t)unit->nfreevars;
    if (!fill_objects(p, loader, code, unit)) {
        ob_decref(p, &code->base.ob);
        return NULL;
    }
    return code;
}

const CodeUnit *code_compile(Proc *p, const CompileText *text, DiagList *diags) {
    const LangOptions options = {
        .family = p->s->profile.version, .future = text->future, .optimize = text->optimize};
    CodeUnit *unit = lang_compile_with(
        text->source, text->len, text->file ? text->file : "<string>", text->mode, &options, diags);
    if (!unit) return NULL;
    diag_free(diags);
    const CodeUnit *copy = copy_unit(p, unit);
    if (text->keeps) source_remember(p, copy, text->source, text->len);
    if (text->warns)
        warn_syntax(p, unit, text->keeps ? text->source : "", text->keeps ? text->len : 0);
    code_unit_free(unit);
    return copy;
}

/* The line as the tokenizer has it: with its end when it is the last one, where the text of a module gets
 * one if it has none; its own errors are about what it has read of the line. Copied into SEG_TEXT. */
static const char *error_line(Proc *p, const char *source, size_t len, int number, LangMode mode,
                              DiagKind kind, size_t *bytes) {
    const char *at = source, *end = source + len;
    for (int n = 1; n < number && at < end; n++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop ? stop + 1 : end;
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    size_t n = (size_t)((stop ? stop : end) - at);
    char *line = img_carve(p, SEG_TEXT, n + 1, 1);
    if (n) memcpy(line, at, n);
    line[n] = '\n';
    /* Of a token that does not fit, the line is still there from which it was read. */
    bool last = !stop || stop + 1 == end || py_syntax_error_read(p) || kind == DIAG_GRAMMAR ||
                kind == DIAG_INDENTATION;
    bool ended = kind != DIAG_TOKEN || py_syntax_error_read(p);
    *bytes = n + (last && (stop || mode == LANG_MODULE) && ended);
    return line;
}

SyntaxMistake code_mistake(Proc *p, const char *file, bool readable, const char *source, size_t len,
                           LangMode mode, DiagList *diags) {
    static const Diag nothing = {.message = "invalid syntax", .line = 1, .column = 1};
    const Diag *first = diags->count ? &diags->items[0] : &nothing;
    SyntaxMistake m = {.file = file ? file : "<string>",
                       .kind = first->kind,
                       .line = first->line,
                       .column = first->column,
                       .end_line = first->end_line,
                       .end_column = first->end_column};
    if (py_syntax_error_read(p) && first->kind == DIAG_GRAMMAR && m.end_line == m.line)
        m.column = m.end_column - 1;
    else if (py_syntax_error_read(p) && first->kind != DIAG_INDENTATION &&
             first->kind != DIAG_TOKEN)
        m.column--;
    snprintf(m.message, sizeof m.message, "%s", first->message);
    bool late =
        first->kind >= DIAG_SYMBOLS ||
        (first->kind == DIAG_SYNTAX && py_tree_errors_from_file(p)); /* the text is read again */
    if (readable || !late)
        m.text = error_line(p, source, len, first->line, mode, first->kind, &m.text_bytes);
    diag_free(diags);
    return m;
}

void code_raise_syntax_error(Proc *p, const SyntaxMistake *m) {
    bool has_end = py_syntax_error_end(p);
    Ob *place[] = {
        str_from_cstr(p, m->file),
        int_from_i64(p, m->line),
        int_from_i64(p, m->column),
        m->text ? str_new(p, m->text, m->text_bytes) : ob_newref(p, OB_NONE(p)),
        has_end ? int_from_i64(p, m->end_line) : NULL,
        !has_end                         ? NULL
        : m->end_column == DIAG_END_NONE ? ob_newref(p, OB_NONE(p))
                                         : int_from_i64(p, m->end_column),
    };
    int n = has_end ? 6 : 4;
    bool whole = true;
    for (int i = 0; i < n; i++) whole = whole && place[i];
    if (!whole) {
        for (int i = 0; i < n; i++) ob_xdecref(p, place[i]);
        return;
    }
    Ob *args[] = {str_from_cstr(p, m->message), tuple_from_array_take(p, place, n)};
    if (args[0] && args[1]) {
        TypeOb *type =
            exc_type(p, m->kind == DIAG_INDENTATION ? EXC_IndentationError : EXC_SyntaxError);
        bool later = m->kind == DIAG_SYMBOLS;
        Ob *exc = exc_new(p, type, args, later ? 1 : 2);
        for (int i = 0; exc && later && i < n; i++)
            exc_put_field(p, exc, (size_t)i + 1, tuple_item(args[1], i));
        if (exc) err_set_object(p, type, exc);
        ob_xdecref(p, exc);
    }
    ob_xdecref(p, args[0]);
    ob_xdecref(p, args[1]);
}

CodeOb *code_make(Proc *p, const CodeUnit *unit, bool script) {
    Loader loader = {.script = script};
    return make_code(p, &loader, unit);
}

void source_remember(Proc *p, const CodeUnit *unit, const char *source, size_t len) {
    SourceText *kept = img_carve(p, SEG_TEXT, sizeof *kept, 8);
    kept->unit = unit;
    kept->filename = unit->filename;
    kept->data = copy_text(p, source, len);
    kept->len = len;
    kept->next = p->vm->sources;
    p->vm->sources = kept;
}
