/* iter_words.c - which words of an iterator of itertools are references: what walking, clearing and
 * freeing them have in common. */
#include "object/library/itertools.h"
#include "object/type/instance.h"

#define AT(struct_, member) (uint8_t)(offsetof(struct_, member) / sizeof(Ob *))

/* Word numbers in the order of tp_traverse; 0 ends them. */
static const uint8_t words[TYPE_COUNT][4] = {
    [TYPE_COUNT_ITERATOR] = {AT(CountOb, long_cnt), AT(CountOb, long_step)},
    [TYPE_CYCLE] = {AT(CycleOb, it), AT(CycleOb, saved)},
    [TYPE_REPEAT] = {AT(RepeatOb, element)},
};

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
    for (int i = 0; !stop && i < 4 && at[i]; i++)
        stop = field_visit(p, *word_of(o, at[i]), visit, arg);
    return stop;
}

int iter_clear(Proc *p, Ob *o) {
    const uint8_t *at = words[ob_kind(o)];
    for (int i = 0; i < 4 && at[i]; i++) iter_drop(p, o, word_of(o, at[i]));
    return 0;
}

void iter_dealloc(Proc *p, Ob *o) {
    ob_gc_untrack(p, o);
    iter_clear(p, o);
    ob_free(p, o);
}
