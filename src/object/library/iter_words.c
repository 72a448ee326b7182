/* iter_words.c - which words of an iterator of itertools are references: what walking, clearing and
 * freeing them have in common. */
#include "object/container/tuple.h"
#include "object/library/itertools.h"
#include "object/protocol/abstract.h"

#define AT(struct_, member) (uint8_t)(offsetof(struct_, member) / sizeof(Ob *))

enum { WORDS = 5 };

/* Word numbers in the order of tp_traverse; 0 ends them. */
static const uint8_t words[TYPE_COUNT][WORDS] = {
    [TYPE_COUNT_ITERATOR] = {AT(CountOb, long_cnt), AT(CountOb, long_step)},
    [TYPE_CYCLE] = {AT(CycleOb, it), AT(CycleOb, saved)},
    [TYPE_REPEAT] = {AT(RepeatOb, element)},
    [TYPE_CHAIN] = {AT(ChainOb, active), AT(ChainOb, source)},
    [TYPE_ISLICE] = {AT(IsliceOb, it)},
    [TYPE_STARMAP] = {AT(FuncIterOb, it), AT(FuncIterOb, func)},
    [TYPE_TAKEWHILE] = {AT(FuncIterOb, it), AT(FuncIterOb, func)},
    [TYPE_DROPWHILE] = {AT(FuncIterOb, it), AT(FuncIterOb, func)},
    [TYPE_FILTERFALSE] = {AT(FuncIterOb, it), AT(FuncIterOb, func)},
    [TYPE_COMPRESS] = {AT(CompressOb, data), AT(CompressOb, selectors)},
    [TYPE_ACCUMULATE] = {AT(AccumulateOb, binop), AT(AccumulateOb, it), AT(AccumulateOb, total),
                         AT(AccumulateOb, initial)},
    [TYPE_ZIP_LONGEST] = {AT(ZipLongestOb, ittuple), AT(ZipLongestOb, result),
                          AT(ZipLongestOb, fillvalue)},
    [TYPE_PAIRWISE] = {AT(PairwiseOb, it), AT(PairwiseOb, old), AT(PairwiseOb, result)},
    [TYPE_BATCHED] = {AT(BatchedOb, it)},
    [TYPE_GROUPBY] = {AT(GroupbyOb, it), AT(GroupbyOb, keyfunc), AT(GroupbyOb, tgtkey),
                      AT(GroupbyOb, currkey), AT(GroupbyOb, currvalue)},
    [TYPE_GROUPER] = {AT(GrouperOb, parent), AT(GrouperOb, tgtkey)},
    [TYPE_PRODUCT] = {AT(ProductOb, pools), AT(ProductOb, result)},
    [TYPE_COMBINATIONS] = {AT(CombinationsOb, pool), AT(CombinationsOb, result)},
    [TYPE_COMBINATIONS_WITH_REPLACEMENT] = {AT(CombinationsOb, pool), AT(CombinationsOb, result)},
    [TYPE_PERMUTATIONS] = {AT(PermutationsOb, pool), AT(PermutationsOb, result)},
};

/* Does this version have the word: is it within the type's own structure? */
static bool has_word(const Ob *o, unsigned word) {
    const TypeOb *type = o->ob_type;
    while (type->flags & TYPE_HEAP) type = type->tp_base;
    return word && (int64_t)(word * sizeof(Ob *)) < type->basicsize;
}

static Ob **word_of(Ob *o, unsigned word) { return (Ob **)(void *)o + word; }
static uint64_t number_of(const Ob *o, Ob *const *field) {
    return (uint64_t)(field - (Ob *const *)(const void *)o);
}

void iter_hold(Proc *p, Ob *o, Ob **field, Ob *value) {
    field_hold(p, field, value, o, SLOT_SELF, number_of(o, field));
}

void iter_take(Proc *p, Ob *o, Ob **field, Ob *value) {
    field_set_take(p, field, value, o, SLOT_SELF, number_of(o, field));
}

void iter_drop(Proc *p, Ob *o, Ob **field) {
    field_clear(p, field, o, SLOT_SELF, number_of(o, field));
}

int iter_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const uint8_t *at = words[ob_kind(o)];
    int stop = 0;
    for (int i = 0; !stop && i < WORDS && has_word(o, at[i]); i++)
        stop = field_visit(p, *word_of(o, at[i]), visit, arg);
    return stop;
}

int iter_clear(Proc *p, Ob *o) {
    const uint8_t *at = words[ob_kind(o)];
    for (int i = 0; i < WORDS && has_word(o, at[i]); i++) iter_drop(p, o, word_of(o, at[i]));
    return 0;
}

void iter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    iter_clear(p, o);
    ob_free(p, o);
}

bool iter_args(Proc *p, const TypeOb *type, const char *name, size_t nargs, size_t min, size_t max,
               Ob *kwnames) {
    return no_keywords_for(p, type, SP_INIT, name, kwnames) &&
           args_check(p, name, nargs, min, max, NULL);
}

Ob *iter_reuse(Proc *p, Ob *o, Ob **field) {
    Ob *tuple = *field;
    if (tuple->ob_refcnt > 1) {
        Ob *copy = tuple_from_array(p, ((TupleOb *)tuple)->ob_item, tuple_size(tuple));
        if (copy) iter_take(p, o, field, ob_newref(p, copy));
        return copy;
    }
    /* The collector may have stopped watching it while it held only atoms. */
    if (tuple_size(tuple) > 0 && !ob_gc_is_tracked(p, tuple)) ob_gc_track(p, tuple);
    return ob_newref(p, tuple);
}

void iter_put(Proc *p, Ob *tuple, int64_t i, Ob *item) {
    Ob *old = tuple_item(tuple, i);
    tuple_set(p, tuple, i, item);
    if (old) ob_release(p, old, tuple, SLOT_INDEX, (uint64_t)i);
}
