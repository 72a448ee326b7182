/* cell.c - cells of closures (Objects/cellobject.c). The VM makes them when a function with cell
 * variables starts. */
#include "object/code/cell.h"

#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/object_type.h"

Ob *cell_new(Proc *p, Ob *value) {
    CellOb *cell = (CellOb *)ob_alloc(p, type_of_id(p, TYPE_CELL), sizeof *cell);
    if (!cell) return NULL;
    if (value) {
        cell->ob_ref = value;
        ob_hold(p, value, cell, SLOT_CELL, 0);
    }
    ob_gc_track(p, &cell->base);
    return &cell->base;
}

void cell_set(Proc *p, Ob *o, Ob *value) {
    CellOb *cell = (CellOb *)o;
    Ob *old = cell->ob_ref;
    cell->ob_ref = value;
    if (value) ob_slot(p, value, cell, SLOT_CELL, 0);
    if (old) ob_release(p, old, cell, SLOT_CELL, 0);
}

static int cell_clear(Proc *p, Ob *o) {
    cell_set(p, o, NULL);
    return 0;
}

static void cell_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    cell_clear(p, o);
    ob_free(p, o);
}

static int cell_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    Ob *value = cell_get(o);
    return value ? visit(p, value, arg) : 0;
}

static Ob *cell_repr(Proc *p, Ob *o) {
    char address[ADDRESS_TEXT], contents[ADDRESS_TEXT];
    Ob *value = cell_get(o);
    ob_address_text(p, o, address);
    if (!value) return str_format(p, "<cell at %s: empty>", address);
    ob_address_text(p, value, contents);
    return str_format(p, "<cell at %s: %N object at %s>", address, value->ob_type, contents);
}

/* Empty cells come before all others. */
static Ob *cell_richcompare(Proc *p, Ob *a, Ob *b, CompareOp op) {
    if (!ob_is(a, TYPE_CELL) || !ob_is(b, TYPE_CELL)) return not_implemented(p);
    Ob *x = cell_get(a), *y = cell_get(b);
    if (x && y) return ob_richcompare(p, x, y, op);
    return compare_result(p, x != NULL, y != NULL, op);
}

static Ob *get_contents(Proc *p, Ob *o) {
    Ob *value = cell_get(o);
    return value ? ob_newref(p, value) : err_format(p, EXC_ValueError, "Cell is empty");
}

static int set_contents(Proc *p, Ob *o, Ob *value) {
    ob_xincref(p, value);
    cell_set(p, o, value);
    return 0;
}

static const GetSetDef cell_getsets[] = {
    {"cell_contents", get_contents, set_contents},
    {NULL, NULL, NULL},
};

static Ob *cell_tp_new(Proc *p, TypeOb *type, Ob *const *args, size_t nargs, Ob *kwnames) {
    (void)type;
    if (!args_check(p, "cell", nargs, 0, 1, kwnames)) return NULL;
    return cell_new(p, nargs ? args[0] : NULL);
}

const TypeOps cell_ops = {
    .dealloc = cell_dealloc,
    .traverse = cell_traverse,
    .clear = cell_clear,
    .repr = cell_repr,
    .hash = hash_not_implemented,
    .richcompare = cell_richcompare,
    .tp_new = cell_tp_new,
    .getsets = cell_getsets,
};
