/* way.c - which expressions of Python lead from an object to what it holds.
 *
 * An expression is given only where running it gives that very object: a name must be one that the
 * grammar takes and does not change, and nothing in the class may answer instead. Only looks; no
 * dict is searched by hash, since this may run in the middle of an instruction. */
#include <stdlib.h>
#include <string.h>

#include "engine/look/snapshot_internal.h"
#include "lang/compile.h"
#include "object/container/dict.h"
#include "object/container/tuple.h"
#include "object/text/str.h"
#include "object/type/descriptor.h"

/* ---- names ----------------------------------------------------------------------------------- */

/* Python reads an identifier in its form NFKC: does the text stay itself? */
static bool stays_itself(const Proc *p, const Ob *name) {
    size_t len = (size_t)str_len(name);
    uint32_t *text = host_alloc(len * sizeof *text);
    uint32_t *normal = host_alloc(len * UNICODE_NFKC_MAX * sizeof *normal);
    for (size_t i = 0; i < len; i++) text[i] = str_char(p, name, (int64_t)i);
    bool stays = unicode_nfkc(p->s->profile.unicode, text, len, normal) == len &&
                 memcmp(text, normal, len * sizeof *text) == 0;
    free(normal);
    free(text);
    return stays;
}

bool way_is_name(const Proc *p, const Ob *name) {
    if (!name || !object_alive(p, name) || !ob_is(name, TYPE_STR) || str_len(name) == 0)
        return false;
    char word[16]; /* longer than any keyword */
    size_t len = (size_t)str_len(name);
    for (size_t i = 0; i < len; i++) {
        uint32_t cp = str_char(p, name, (int64_t)i);
        if (!unicode_in_identifier(p->s->profile.unicode, cp, i == 0)) return false;
        if (i < sizeof word) word[i] = cp < 0x80 ? (char)cp : '?';
    }
    if (len <= sizeof word && lang_is_keyword(word, len)) return false;
    return str_is_ascii(name) || stays_itself(p, name);
}

/* ---- what a class answers instead ------------------------------------------------------------ */

/* The attribute `name` of the first class in the order of look-up that has it; NULL: none. */
static Ob *class_attribute(Proc *p, const TypeOb *type, const Ob *name, bool special) {
    Ob *mro = type->tp_mro;
    if (!mro || !object_alive(p, mro)) return NULL;
    for (int64_t i = 0; i < tuple_size(mro); i++) {
        Ob *base = tuple_item(mro, i);
        bool is_object = base == (const Ob *)&p->ob->types[TYPE_OBJECT];
        if (is_object && !special) continue; /* `object` has only names of Python's own */
        Ob *dict = object_alive(p, base) ? ((TypeOb *)base)->tp_dict : NULL;
        if (!dict || !object_alive(p, dict) || !dict_walkable(p, dict)) continue;
        int64_t at = 0;
        Ob *key, *value;
        while (dict_next(p, dict, &at, &key, &value)) {
            if (!object_alive(p, key) || !ob_is(key, TYPE_STR)) continue;
            if (key == name || str_eq(p, key, name)) return object_alive(p, value) ? value : NULL;
        }
    }
    return NULL;
}

/* Of an instance it depends on its class and the name alone. */
static bool instance_answers(Proc *p, const TypeOb *type, const Ob *name, SnapRole role,
                             bool special) {
    if (!way_is_name(p, name) || type_defines(type, SP_GETATTRIBUTE)) return false;
    const Ob *answer = class_attribute(p, type, name, special);
    if (role == REF_SLOT) return answer && ob_is(answer, TYPE_MEMBER);
    return !answer || !descriptor_is_data(answer);
}

bool way_by_attribute(Proc *p, Ways *ways, const Ob *from, const Ob *to, const Ob *name,
                      SnapRole role, bool special) {
    const TypeOb *type = from->ob_type;
    size_t hash = ((uintptr_t)type >> 4) * 31 + ((uintptr_t)name >> 4);
    struct WayAnswer *known = &ways->answers[hash % WAYS_REMEMBERED];
    if (known->type != type || known->name != name || known->role != role)
        *known =
            (struct WayAnswer){type, name, role, instance_answers(p, type, name, role, special)};
    if (!known->leads) return false;
    /* Asked of a class, what binds makes something new; a function does not. */
    bool class = ob_is(from, TYPE_TYPE);
    return !class || !to || ob_is(to, TYPE_FUNCTION) || !descriptor_has_get(to);
}
