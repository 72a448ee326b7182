/* gen.c - emitting instructions, constants and names; the door lang_compile. */
#include "lang/gen/gen.h"

#include <string.h>

#include "lang/parse/lexer.h"
#include "lang/parse/parser.h"
#include "lang/scope/const_ops.h"
#include "lang/scope/fold.h"
#include "lang/scope/future.h"

bool gen_is(const Gen *g, PythonVersion since) { return g->family >= since; }

bool gen_too_many(const Gen *g, int n) { return gen_is(g, PY_3_10) && n > GEN_STACK_USE; }

bool gen_has_places(const Gen *g) { return gen_is(g, PY_3_10); }

/* ---- positions ------------------------------------------------------------------------------- */

SourceSpan gen_at(Gen *g, SourceSpan at) {
    SourceSpan old = g->u->loc;
    if (gen_has_places(g)) g->u->loc = at;
    return old;
}

void gen_nowhere(Gen *g) { gen_at(g, (SourceSpan){-1, -1, -1, -1}); }

void gen_line38(Gen *g, int line) {
    if (gen_has_places(g)) return;
    g->u->loc.line = line;
    g->u->line_set = false;
}

void gen_error(Gen *g, SourceSpan at, const char *message) {
    if (!g->failed) source_error(g->source, at, message, NULL);
    g->failed = true;
}

/* ---- instructions ---------------------------------------------------------------------------- */

Block *gen_block(Gen *g) { return flow_new_block(&g->u->flow); }

static void go_on_in(GenUnit *u, Block *block) {
    u->cur->next = block;
    u->cur = block;
    u->new_block = false;
}

void gen_use(Gen *g, Block *block) {
    block->label = 0;
    go_on_in(g->u, block);
}

static void emit(Gen *g, int op, int arg, Block *target) {
    GenUnit *u = g->u;
    if (g->failed || g->mute) return;
    if (++g->emitted > GEN_MAX_INSTRUCTIONS) {
        gen_error(g, u->loc, "the compiled code would have more than 500 000 instructions");
        return;
    }
    if (u->new_block) go_on_in(u, gen_block(g));
    Ins ins = {.op = op, .arg = arg, .target = target, .at = u->loc, .stmt = u->stmt};
    if (!gen_has_places(g)) {
        ins.at = (SourceSpan){u->line_set ? 0 : u->loc.line, 0, -1, -1};
        u->line_set = true;
    }
    if (op == OP_RETURN_VALUE) u->cur->returns = true;
    flow_add(u->cur, ins);
    u->new_block = gen_has_places(g) && (ins_is_jump(&ins) || ins_leaves(&ins));
}

void gen_op(Gen *g, int op) { emit(g, op, 0, NULL); }
void gen_arg(Gen *g, int op, int arg) { emit(g, op, arg, NULL); }
void gen_jump(Gen *g, int op, Block *target) { emit(g, op, 0, target); }

/* ---- constants ------------------------------------------------------------------------------- */

void gen_const(Gen *g, const Const *value) {
    if (g->mute) return;
    gen_arg(g, OP_LOAD_CONST, flow_const(&g->u->flow, const_copy(value)));
}

void gen_none(Gen *g) { gen_const(g, &(Const){.kind = CONST_NONE}); }

void gen_const_text(Gen *g, const char *text) {
    Const value = {.kind = CONST_STR, .text = (char *)(uintptr_t)text, .len = strlen(text)};
    gen_const(g, &value);
}

void gen_const_int(Gen *g, int64_t value) {
    StrBuf text = {0};
    sb_printf(&text, "%llx", (unsigned long long)value);
    Const number = {.kind = CONST_INT, .text = text.data, .len = text.len};
    gen_const(g, &number);
    sb_free(&text);
}

int gen_add_names_const(Gen *g, const char *const *names, size_t count) {
    if (g->mute) return 0;
    Const tuple = {
        .kind = CONST_TUPLE, .items = host_alloc((count + 1) * sizeof(Const)), .count = count};
    for (size_t i = 0; i < count; i++) {
        tuple.items[i] =
            (Const){.kind = CONST_STR, .text = host_strdup(names[i]), .len = strlen(names[i])};
    }
    return flow_const(&g->u->flow, tuple);
}

void gen_const_names(Gen *g, const char *const *names, size_t count) {
    gen_arg(g, OP_LOAD_CONST, gen_add_names_const(g, names, count));
}

/* ---- names ----------------------------------------------------------------------------------- */

static size_t name_slot(const NameList *list, const char *name) {
    size_t mask = list->index_cap - 1, slot = ((uintptr_t)name >> 4) * 0x9E3779B9u & mask;
    while (list->index[slot] && list->items[list->index[slot] - 1] != name)
        slot = (slot + 1) & mask;
    return slot;
}

/* Bring the hash table up to date with the list. */
static void index_names(Gen *g, NameList *list) {
    if (list->count * 2 >= list->index_cap) {
        /* Parameters come all at once, before anybody looks one up. */
        if (list->index_cap == 0) list->index_cap = 32;
        while (list->count * 2 >= list->index_cap) list->index_cap *= 4;
        list->index = arena_alloc(&g->tree->arena, list->index_cap * sizeof(uint32_t));
        list->indexed = 0;
    }
    for (; list->indexed < list->count; list->indexed++) {
        list->index[name_slot(list, list->items[list->indexed])] = (uint32_t)list->indexed + 1;
    }
}

int gen_find_name(Gen *g, NameList *list, const char *name) {
    if (list->count > 32) {
        index_names(g, list);
        return (int)list->index[name_slot(list, name)] - 1;
    }
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == name) return (int)i;
    }
    return -1;
}

int gen_name_index(Gen *g, NameList *list, const char *name) {
    int index = gen_find_name(g, list, name);
    if (index >= 0) return index;
    name_list_add(&g->tree->arena, list, name);
    return (int)list->count - 1;
}

void gen_name(Gen *g, int op, const char *name) {
    if (g->mute) return;
    int index = gen_name_index(g, &g->u->names, tree_mangle(g->tree, g->u->private, name));
    if (op == OP_LOAD_ATTR && gen_is(g, PY_3_12)) index <<= 1;
    gen_arg(g, op, index);
}

void gen_method_name(Gen *g, const char *name) {
    if (!gen_is(g, PY_3_12)) {
        gen_name(g, OP_LOAD_METHOD, name);
        return;
    }
    int index = gen_name_index(g, &g->u->names, tree_mangle(g->tree, g->u->private, name));
    gen_arg(g, OP_LOAD_ATTR, index << 1 | 1);
}

typedef struct NameOps {
    int load, store, delete;
} NameOps;

static int pick(NameOps ops, ExprContext ctx) {
    return ctx == CTX_LOAD ? ops.load : ctx == CTX_STORE ? ops.store : ops.delete;
}

/* A cell or free variable: its number counts the cells first. */
static void deref(Gen *g, const char *name, bool cell, ExprContext ctx) {
    NameOps ops = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF};
    int index = cell ? gen_name_index(g, &g->u->cellvars, name)
                     : (int)g->u->cellvars.count + gen_name_index(g, &g->u->freevars, name);
    if (g->u->kind == UNIT_CLASS && !g->u->inlined && ctx == CTX_LOAD) {
        if (gen_is(g, PY_3_12)) {
            gen_op(g, OP_LOAD_LOCALS);
            ops.load = OP_LOAD_FROM_DICT_OR_DEREF;
        } else {
            ops.load = OP_LOAD_CLASSDEREF;
        }
    }
    gen_arg(g, pick(ops, ctx), index);
}

bool gen_function_like(const GenUnit *u) { return u->kind >= UNIT_FUNCTION; }

static const PlaceInside *place_inside(const Gen *g, const char *mangled) {
    for (size_t i = g->u->ninside; i-- > 0;) {
        if (g->u->inside[i].name == mangled) return &g->u->inside[i];
    }
    return NULL;
}

SymbolPlace gen_place(const Gen *g, const char *mangled) {
    const PlaceInside *inside = place_inside(g, mangled);
    return inside ? inside->place : scope_place(g->u->scope, mangled);
}

void gen_name_ctx(Gen *g, const char *name, ExprContext ctx) {
    const char *mangled = tree_mangle(g->tree, g->u->private, name);
    if (ctx == CTX_STORE) gen_note_bound(g, name);
    bool function = gen_function_like(g->u);
    const PlaceInside *inside = place_inside(g, mangled);
    SymbolPlace place = gen_place(g, mangled);
    bool local = place == SYM_LOCAL && (function || (inside && inside->fast));
    bool by_global = function || (g->u->kind == UNIT_CLASS && g->u->inlined && ctx == CTX_LOAD);
    NameOps by_name = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME};
    NameOps global = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL};
    NameOps fast = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST};
    if (g->mute && local) return;
    if (place == SYM_FREE || place == SYM_CELL) {
        deref(g, mangled, place == SYM_CELL, ctx);
    } else if (local) {
        gen_arg(g, pick(fast, ctx), gen_name_index(g, &g->u->varnames, mangled));
    } else if (place == SYM_GLOBAL_EXPLICIT || (place != SYM_LOCAL && by_global)) {
        int index = gen_name_index(g, &g->u->names, mangled);
        int op = pick(global, ctx);
        gen_arg(g, op, op == OP_LOAD_GLOBAL && gen_is(g, PY_3_11) ? index << 1 : index);
    } else {
        gen_arg(g, pick(by_name, ctx), gen_name_index(g, &g->u->names, mangled));
    }
}

/* ---- the door -------------------------------------------------------------------------------- */

static CodeUnit *generate(Gen *g) {
    gen_enter(g, UNIT_MODULE, g->tree->scope, "<module>", gen_has_places(g) ? 1 : 0);
    if (g->mode == LANG_EXPR) {
        gen_at(g, (SourceSpan){1, 1, 0, 0});
        gen_expr(g, g->tree->expr);
    } else {
        gen_body(g, &g->tree->body);
    }
    return gen_leave(g, g->mode != LANG_EXPR);
}

/* The unit outlives the tree, whose arena holds the texts. */
static void give_warnings(const Tree *tree, CodeUnit *unit) {
    unit->nwarnings = tree->warnings.count;
    unit->warnings = host_alloc((unit->nwarnings + 1) * sizeof *unit->warnings);
    for (size_t i = 0; i < unit->nwarnings; i++) {
        const LangWarning *from = tree->warnings.items[i];
        unit->warnings[i] = (LangWarning){from->line, host_strdup(from->text)};
    }
}

/* What the source asks of the compiler, and constants computed, in the order of the version. */
static bool prepare(Tree *tree, const SourceText *text, PythonVersion family) {
    if (!future_read(tree, text, family)) return false;
    bool before = version_annotations_as_written(family);
    if (before && !future_annotations(tree, text, family)) return false;
    fold_tree(tree, family);
    return before || future_annotations(tree, text, family);
}

CodeUnit *lang_compile_with(const char *source, size_t len, const char *filename, LangMode mode,
                            const LangOptions *options, DiagList *diags) {
    PythonVersion family = options->family;
    Tree tree = {.future = options->future, .optimize = options->optimize};
    SourceText text = {source, filename, len, diags, DIAG_COMPILER};
    CodeUnit *unit = NULL;
    ParseMode parse = mode == LANG_EXPR      ? PARSE_EXPR
                      : mode == LANG_LIBRARY ? PARSE_LIBRARY
                                             : PARSE_MODULE;
    if (parse_source(source, len, filename, parse, family, &tree, diags)) {
        Gen g = {.tree = &tree,
                 .source = &text,
                 .family = family,
                 .mode = mode,
                 .absent = options->absent};
        if (prepare(&tree, &text, family) && symbols_build(&tree, &text, family))
            unit = generate(&g);
        if (unit && gen_refuse_absent(&g)) {
            code_unit_free(unit);
            unit = NULL;
        }
        if (unit) give_warnings(&tree, unit);
    }
    tree_free(&tree);
    return unit;
}

CodeUnit *lang_compile_for(const char *source, size_t len, const char *filename, LangMode mode,
                           PythonVersion family, DiagList *diags) {
    for (; mode == LANG_EXPR && len && (*source == ' ' || *source == '\t'); len--) source++;
    return lang_compile_with(source, len, filename, mode, &(LangOptions){.family = family}, diags);
}

CodeUnit *lang_compile(const char *source, size_t len, const char *filename, LangMode mode,
                       const Profile *profile, DiagList *diags) {
    return lang_compile_for(source, len, filename, mode, profile->version, diags);
}

bool lang_is_keyword(const char *word, size_t len) { return lex_is_keyword(word, len); }
