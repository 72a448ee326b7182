/* kind.c - what an object is, by its layout, and the words for kinds and roles. */
#include <string.h>

#include "engine/look/snapshot_internal.h"

static const uint8_t kinds[TYPE_COUNT] = {
    [TYPE_NONE] = KIND_VALUE,
    [TYPE_NOTIMPLEMENTED] = KIND_VALUE,
    [TYPE_ELLIPSIS] = KIND_VALUE,
    [TYPE_INT] = KIND_VALUE,
    [TYPE_BOOL] = KIND_VALUE,
    [TYPE_FLOAT] = KIND_VALUE,
    [TYPE_STR] = KIND_VALUE,
    [TYPE_BYTES] = KIND_VALUE,
    [TYPE_LIST] = KIND_LIST,
    [TYPE_TUPLE] = KIND_TUPLE,
    [TYPE_DICT] = KIND_DICT,
    [TYPE_SET] = KIND_SET,
    [TYPE_FROZENSET] = KIND_SET,
    [TYPE_INSTANCE] = KIND_INSTANCE,
    [TYPE_TYPE] = KIND_CLASS,
    [TYPE_FUNCTION] = KIND_FUNCTION,
    [TYPE_METHOD] = KIND_METHOD,
    [TYPE_CELL] = KIND_CELL,
    [TYPE_EXCEPTION] = KIND_EXCEPTION,
    [TYPE_TRACEBACK] = KIND_TRACEBACK,
    [TYPE_FRAME] = KIND_FRAME,
    [TYPE_GENERATOR] = KIND_GENERATOR,
    [TYPE_WEAKREF] = KIND_WEAKREF,
    [TYPE_WEAK_PROXY] = KIND_WEAKREF,
    [TYPE_WEAK_CALLABLE_PROXY] = KIND_WEAKREF,
    [TYPE_MODULE] = KIND_MODULE,
    [TYPE_CODE] = KIND_CODE,
    [TYPE_BUILTIN] = KIND_BUILTIN,
    [TYPE_METHOD_DESCRIPTOR] = KIND_DESCRIPTOR,
    [TYPE_SLOT_WRAPPER] = KIND_DESCRIPTOR,
    [TYPE_METHOD_WRAPPER] = KIND_DESCRIPTOR,
    [TYPE_GETSET] = KIND_DESCRIPTOR,
    [TYPE_MEMBER] = KIND_DESCRIPTOR,
    [TYPE_MAPPINGPROXY] = KIND_DESCRIPTOR,
    [TYPE_PROPERTY] = KIND_DESCRIPTOR,
    [TYPE_STATICMETHOD] = KIND_DESCRIPTOR,
    [TYPE_CLASSMETHOD] = KIND_DESCRIPTOR,
    [TYPE_LIST_ITERATOR] = KIND_ITERATOR,
    [TYPE_LIST_REVERSE_ITERATOR] = KIND_ITERATOR,
    [TYPE_TUPLE_ITERATOR] = KIND_ITERATOR,
    [TYPE_STR_ITERATOR] = KIND_ITERATOR,
    [TYPE_BYTES_ITERATOR] = KIND_ITERATOR,
    [TYPE_RANGE_ITERATOR] = KIND_ITERATOR,
    [TYPE_SET_ITERATOR] = KIND_ITERATOR,
    [TYPE_DICT_KEY_ITERATOR] = KIND_ITERATOR,
    [TYPE_DICT_VALUE_ITERATOR] = KIND_ITERATOR,
    [TYPE_DICT_ITEM_ITERATOR] = KIND_ITERATOR,
    [TYPE_SEQ_ITERATOR] = KIND_ITERATOR,
    [TYPE_CALLABLE_ITERATOR] = KIND_ITERATOR,
    [TYPE_REVERSED] = KIND_ITERATOR,
    [TYPE_ENUMERATE] = KIND_ITERATOR,
    [TYPE_ZIP] = KIND_ITERATOR,
    [TYPE_MAP] = KIND_ITERATOR,
    [TYPE_FILTER] = KIND_ITERATOR,
    [TYPE_DEQUE_ITERATOR] = KIND_ITERATOR,
    [TYPE_DEQUE_REVERSE_ITERATOR] = KIND_ITERATOR,
    [TYPE_COUNT_ITERATOR] = KIND_ITERATOR,
    [TYPE_CYCLE] = KIND_ITERATOR,
    [TYPE_REPEAT] = KIND_ITERATOR,
};

SnapKind object_kind(const Ob *object) { return (SnapKind)kinds[ob_kind(object)]; }

const char *snap_kind_name(SnapKind kind) {
    static const char *const names[KIND_COUNT] = {
#define SNAP_KIND(name, text) [KIND_##name] = text,
#include "engine/look/kinds.def"
    };
    return names[kind];
}

const char *snap_role_name(SnapRole role) {
    static const char *const names[REF_COUNT] = {
#define SNAP_ROLE(name, text) [REF_##name] = text,
#include "engine/look/kinds.def"
    };
    return names[role];
}

bool name_is_special(const char *name) {
    size_t len = strlen(name);
    return len > 4 && memcmp(name, "__", 2) == 0 && memcmp(name + len - 2, "__", 2) == 0;
}
