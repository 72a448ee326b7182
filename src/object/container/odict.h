/* odict.h - OrderedDict and defaultdict, the two dicts of the module collections that are C: what they have
 * beyond a dict (Objects/odictobject.c, Modules/_collectionsmodule.c). */
#ifndef OURO_ODICT_H
#define OURO_ODICT_H

#include "object/container/dict.h"

/* An item in the order of an OrderedDict (_ODictNode). It holds the key beside the dict. */
typedef struct OdictNode {
    Ob *key;
    int64_t hash;
    struct OdictNode *next, *prev;
} OdictNode;
_Static_assert(sizeof(OdictNode) == 32, "_ODictNode");

typedef struct OdictOb {
    DictOb dict;
    OdictNode **od_fast_nodes; /* the node of each entry of the dict's table, or NULL */
    int64_t od_fast_nodes_size;
    DictKeys *od_resize_sentinel; /* the table that od_fast_nodes belongs to */
    uint64_t od_state;            /* changes with the order */
    OdictNode *od_first, *od_last;
    Ob *od_inst_dict, *od_weakreflist;
} OdictOb;
_Static_assert(sizeof(OdictOb) == 112, "PyODictObject");

typedef struct DefaultDictOb {
    DictOb dict;
    Ob *default_factory; /* NULL as None */
} DefaultDictOb;
_Static_assert(sizeof(DefaultDictOb) == 56, "defdictobject");

extern const TypeOps odict_ops, odict_keys_ops, odict_values_ops, odict_items_ops,
    odict_iterator_ops, default_dict_ops;

/* _PyType_Name: the name of a type without its module. Borrowed. */
OURO_INLINE Ob *type_bare_name(const TypeOb *type) {
    return type->flags & TYPE_HEAP ? type->tp_name : type->qualname;
}

/* Grows with every change of the items or their order: what is walked is asked for it again after any code of
 * the program. (od_state alone misses clear() up to 3.12.) */
OURO_INLINE uint64_t odict_stamp(const OdictOb *od) {
    return od->od_state + od->dict.ma_version_tag;
}

/* ---- the order of an OrderedDict (odict.c) --------------------------------------------------- */
/* The node of a key, or NULL: it is not there, or an exception is set. */
OdictNode *odict_find(Proc *p, OdictOb *od, Ob *key);
/* PyODict_SetItem, PyODict_DelItem: 0, -1. */
int odict_setitem(Proc *p, Ob *o, Ob *key, Ob *value);
int odict_delitem(Proc *p, Ob *o, Ob *key);
/* Take the key out; new reference to its value, or to `fallback`; NULL for that: KeyError. */
Ob *odict_pop(Proc *p, Ob *o, Ob *key, Ob *fallback);
void odict_clear(Proc *p, Ob *o);
/* A node becomes the first or the last. */
void odict_move(OdictOb *od, OdictNode *node, bool last);
void odict_dealloc(Proc *p, Ob *o);
int odict_traverse(Proc *p, Ob *o, VisitFn visit, void *arg);
int odict_tp_clear(Proc *p, Ob *o);

/* defdict_missing: the value that its factory makes for the key, which has it from now on. New; NULL with an
 * exception, KeyError without a factory. */
Ob *default_dict_missing(Proc *p, Ob *o, Ob *key);

/* ---- its views and iterators (odict_views.c) ------------------------------------------------- */
typedef enum OdictIterKind { ODICT_REVERSED = 1, ODICT_KEYS = 2, ODICT_VALUES = 4 } OdictIterKind;
/* odictiter_new: OdictIterKind bits; keys and values together are items. */
Ob *odict_iterator_new(Proc *p, Ob *o, int kind);

#endif
