/* boot.c - start-up of the object floor, in the order in which its parts need each other.
 *
 * Main entry: object_boot, called once by the engine after alloc_boot and before the VM makes its
 * modules. */
#include "object/container/deque.h"
#include "object/container/dict.h"
#include "object/container/set.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/singletons.h"
#include "object/exception/exception.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "object/type/type.h"

static void boot_list_head(GcHead *head) {
    head->gc_next = (uintptr_t)head;
    head->gc_prev = (uintptr_t)head;
}

/* Modules/gcmodule.c, _PyGC_InitState. */
static void boot_collector_state(Proc *p) {
    const Profile *profile = &p->s->profile;
    for (int i = 0; i < 3; i++) {
        boot_list_head(&p->ob->generations[i].head);
        p->ob->generations[i].threshold = profile->gc_threshold[i];
    }
    boot_list_head(&p->ob->permanent);
    boot_list_head(&p->ob->startup);
    p->ob->gc_enabled = 1;
}

static void boot_free_lists(Proc *p) {
    const Profile *profile = &p->s->profile;
    struct ObjectState *ob = p->ob;
    for (int size = 1; size <= FREE_TUPLE_SIZES && size <= profile->free_tuple_sizes; size++)
        ob->free_tuples[size].limit = profile->free_tuple_per_size;
    ob->free_lists.limit = profile->free_list;
    ob->free_dicts.limit = profile->free_dict;
    ob->free_dict_keys.limit = profile->free_dict_keys;
    ob->free_floats.limit = profile->free_float;
    ob->free_methods.limit = profile->free_method;
    ob->free_cfunctions.limit = profile->free_cfunction;
    ob->free_frames.limit = profile->free_frame;
    if (!py_deque_keeps_blocks(p)) ob->free_deque_blocks.limit = DEQUE_FREE_BLOCKS;
}

static void boot_special_names(Proc *p) {
    static const char *const names[SP_COUNT] = {
#define SPECIAL(id, name) name,
#include "object/protocol/specials.def"
#undef SPECIAL
    };
    for (int i = 0; i < SP_COUNT; i++)
        p->ob->special_names[i] = str_intern_name(p, str_from_cstr(p, names[i]));
}

void object_boot(Proc *p) {
    p->ob = img_carve(p, SEG_STATE, sizeof *p->ob, 64);
    img_set_thread(p, &p->ob->main_thread);
    p->ob->parsers = img_carve(p, SEG_STATE, PARSER_COUNT * sizeof *p->ob->parsers, 8);
    p->ob->recursion_limit = 1000;
    p->ob->next_type_version = 1;
    boot_collector_state(p);
    boot_free_lists(p);
    type_boot_shapes(p);
    dict_boot(p);
    set_boot(p);
    values_boot(p);
    tuple_boot(p);
    boot_special_names(p);
    type_boot_dicts(p);
    p->ob->list_index_text = str_from_cstr(p, "list index out of range");
    OURO_ASSERT(p->ob->list_index_text != NULL);
    p->ob->list_index_text->ob_refcnt = static_count(p);
    p->ob->no_memory = exc_new(p, exc_type(p, EXC_MemoryError), NULL, 0);
    ob_xdecref(p, slice_new(p, NULL, NULL,
                            NULL)); /* start-up has sliced before: slice_cache is not empty */
    /* Modules of start-up have been asked for properties. */
    if (py_property_keeps_tuple(p) && (p->ob->property_args = tuple_new(p, 1)) != NULL)
        ob_gc_untrack(p, p->ob->property_args);
    /* From 3.11 on a static string: the thread's key of the list of what is being shown. */
    if (py_repr_key_static(p) && !str_interned_cstr(p, "Py_Repr")) OURO_ASSERT(false);
    OURO_ASSERT(p->ob->no_memory != NULL && p->tstate->exc_current == NULL);
}
