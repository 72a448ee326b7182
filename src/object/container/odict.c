/* odict.c - the order of an OrderedDict: a chain of nodes beside the dict, and for each entry of the dict's
 * table its node (Objects/odictobject.c). What Python code calls is in odict_methods.c, iterators in
 * odict_views.c.
 *
 * The array of nodes follows the table: whenever the dict has another one, or the same of another size, it is
 * made anew before it is looked into. */
#include "object/container/odict.h"

#include "object/container/dict_internal.h"
#include "object/core/field.h"
#include "object/type/weakref.h"

/* ---- the chain ------------------------------------------------------------------------------- */

static void add_head(OdictOb *od, OdictNode *node) {
    node->prev = NULL;
    node->next = od->od_first;
    if (od->od_first)
        od->od_first->prev = node;
    else
        od->od_last = node;
    od->od_first = node;
    od->od_state++;
}

static void add_tail(OdictOb *od, OdictNode *node) {
    node->next = NULL;
    node->prev = od->od_last;
    if (od->od_last)
        od->od_last->next = node;
    else
        od->od_first = node;
    od->od_last = node;
    od->od_state++;
}

static void take_out(OdictOb *od, OdictNode *node) {
    if (od->od_first == node)
        od->od_first = node->next;
    else if (node->prev)
        node->prev->next = node->next;
    if (od->od_last == node)
        od->od_last = node->prev;
    else if (node->next)
        node->next->prev = node->prev;
    node->prev = node->next = NULL;
    od->od_state++;
}

void odict_move(OdictOb *od, OdictNode *node, bool last) {
    if (node == (last ? od->od_last : od->od_first)) return;
    take_out(od, node);
    (last ? add_tail : add_head)(od, node);
}

static void node_free(Proc *p, OdictOb *od, OdictNode *node) {
    Ob *key = node->key;
    node->key = NULL;
    if (key) ob_release(p, key, od, SLOT_KEY, 0);
    mem_free(p, node);
}

/* ---- the array of nodes ---------------------------------------------------------------------- */

/* _odict_resize: every node at the entry of its key. False with an exception. */
static bool follow_table(Proc *p, OdictOb *od) {
    DictKeys *table = od->dict.ma_keys;
    int64_t size = keys_size(table);
    Ob **room = refs_alloc(p, size, BLOCK_OTHER);
    if (!room) return false;
    OdictNode **nodes = (OdictNode **)(void *)room;
    uint64_t stamp = odict_stamp(od);
    for (OdictNode *node = od->od_first; node; node = node->next) {
        Ob *value;
        int64_t ix = dict_lookup(p, &od->dict, node->key, node->hash, &value);
        /* A comparison in Python may have changed anything. */
        if (ix < 0 || ix >= size || od->dict.ma_keys != table || odict_stamp(od) != stamp) {
            mem_free(p, nodes);
            return false;
        }
        nodes[ix] = node;
    }
    if (od->od_fast_nodes) mem_free(p, od->od_fast_nodes);
    od->od_fast_nodes = nodes;
    od->od_fast_nodes_size = size;
    od->od_resize_sentinel = table;
    return true;
}

/* _odict_get_index: the entry of the key in the dict's table. Below zero: not there, or an exception is set. */
static int64_t entry_of(Proc *p, OdictOb *od, Ob *key, int64_t hash) {
    const DictKeys *table = od->dict.ma_keys;
    if ((od->od_resize_sentinel != table || od->od_fast_nodes_size != keys_size(table)) &&
        !follow_table(p, od))
        return -1;
    Ob *value;
    int64_t ix = dict_lookup(p, &od->dict, key, hash, &value);
    bool follows = od->od_fast_nodes && od->od_resize_sentinel == od->dict.ma_keys;
    return follows && ix < od->od_fast_nodes_size ? ix : -1;
}

static OdictNode *find_node(Proc *p, OdictOb *od, Ob *key, int64_t hash) {
    if (!od->od_first) return NULL;
    int64_t ix = entry_of(p, od, key, hash);
    return ix < 0 ? NULL : od->od_fast_nodes[ix];
}

OdictNode *odict_find(Proc *p, OdictOb *od, Ob *key) {
    if (!od->od_first) return NULL;
    int64_t hash = dict_hash_key(p, key);
    return hash == -1 ? NULL : find_node(p, od, key, hash);
}

/* _odict_add_new_node: the key has just been put into the dict. */
static int add_node(Proc *p, OdictOb *od, Ob *key, int64_t hash) {
    int64_t ix = entry_of(p, od, key, hash);
    if (ix < 0) {
        if (!err_occurred(p)) dict_key_error(p, key);
        return -1;
    }
    if (od->od_fast_nodes[ix]) return 0;
    OdictNode *node = mem_alloc(p, sizeof *node, BLOCK_OTHER);
    if (!node) {
        err_no_memory(p);
        return -1;
    }
    *node = (OdictNode){.hash = hash};
    field_hold(p, &node->key, key, od, SLOT_KEY, (uint64_t)ix);
    add_tail(od, node);
    od->od_fast_nodes[ix] = node;
    return 0;
}

/* _odict_clear_node: the key will leave the dict. */
static int drop_node(Proc *p, OdictOb *od, Ob *key, int64_t hash) {
    if (!od->od_first) return 0;
    int64_t ix = entry_of(p, od, key, hash);
    if (ix < 0) return err_occurred(p) ? -1 : 0;
    OdictNode *node = od->od_fast_nodes[ix];
    if (!node) return 0;
    od->od_fast_nodes[ix] = NULL;
    take_out(od, node);
    node_free(p, od, node);
    return 0;
}

/* _odict_clear_nodes */
static void drop_nodes(Proc *p, OdictOb *od) {
    OdictNode *node = od->od_first;
    if (od->od_fast_nodes) mem_free(p, od->od_fast_nodes);
    od->od_fast_nodes = NULL;
    od->od_fast_nodes_size = 0;
    od->od_resize_sentinel = NULL;
    od->od_first = od->od_last = NULL;
    if (py_ordered_dict_clear_counts(p)) od->od_state++;
    while (node) {
        OdictNode *next = node->next;
        node_free(p, od, node);
        node = next;
    }
}

/* ---- items ----------------------------------------------------------------------------------- */

int odict_setitem(Proc *p, Ob *o, Ob *key, Ob *value) {
    int64_t hash = dict_hash_key(p, key);
    if (hash == -1 || dict_setitem_hash(p, o, key, hash, value) < 0) return -1;
    if (add_node(p, (OdictOb *)o, key, hash) == 0) return 0;
    Ob *exc = err_fetch(p);
    if (dict_delitem_hash(p, o, key, hash) < 0) err_clear(p);
    err_restore(p, exc);
    return -1;
}

int odict_delitem(Proc *p, Ob *o, Ob *key) {
    int64_t hash = dict_hash_key(p, key);
    if (hash == -1 || drop_node(p, (OdictOb *)o, key, hash) < 0) return -1;
    return dict_delitem_hash(p, o, key, hash);
}

Ob *odict_pop(Proc *p, Ob *o, Ob *key, Ob *fallback) {
    int64_t hash = dict_hash_key(p, key);
    if (hash == -1 || drop_node(p, (OdictOb *)o, key, hash) < 0) return NULL;
    return dict_pop(p, o, key, fallback);
}

void odict_clear(Proc *p, Ob *o) {
    dict_clear(p, o);
    drop_nodes(p, (OdictOb *)o);
}

/* ---- life ------------------------------------------------------------------------------------ */

int odict_traverse(Proc *p, Ob *o, VisitFn visit, void *arg) {
    const OdictOb *od = (const OdictOb *)o;
    int status = field_visit(p, od->od_inst_dict, visit, arg);
    for (const OdictNode *node = od->od_first; !status && node; node = node->next)
        status = field_visit(p, node->key, visit, arg);
    return status ? status : dict_traverse(p, o, visit, arg);
}

int odict_tp_clear(Proc *p, Ob *o) {
    field_clear(p, &((OdictOb *)o)->od_inst_dict, o, SLOT_DICT, 0);
    odict_clear(p, o);
    return 0;
}

void odict_dealloc(Proc *p, Ob *o) {
    OdictOb *od = (OdictOb *)o;
    ob_gc_untrack(p, o);
    Trash trash = ob_trashcan_begin(p, o);
    if (trash == TRASH_PUT_OFF) return;
    field_clear(p, &od->od_inst_dict, o, SLOT_DICT, 0);
    if (od->od_weakreflist) weakref_clear_all(p, o);
    drop_nodes(p, od);
    dict_release(p, o);
    ob_trashcan_end(p, trash);
}
