/* wording.h - texts of errors that read differently in different versions (wording.def). */
#ifndef OURO_OBJECT_WORDING_H
#define OURO_OBJECT_WORDING_H

#include "object/core/object.h"

typedef enum WordingId {
    WORD_DESCR_NEEDS_ARGUMENT,
    WORD_DESCR_FOR_OTHERS,
    WORD_METHOD_OF_OTHERS,
    WORD_MEMBER_UNSET,
    WORD_NO_SUCH_ATTRIBUTE_TO_DELETE,
    WORD_NO_SUCH_TYPE_ATTRIBUTE_TO_DELETE,
    WORD_IMMUTABLE_TYPE,
    WORD_CLASS_NAME_DELETED,
    WORD_CLASS_ASSIGNMENT,
    WORD_NO_DICT_FOR_ATTRIBUTE,
    WORD_MRO_CONFLICT,
    WORD_INIT_SUBCLASS_KEYWORDS,
    WORD_SUPER_ARGUMENT,
    WORD_SUPER_OBJECT,
    WORD_NO_GETTER,
    WORD_NO_SETTER,
    WORD_NO_DELETER,
    WORD_NO_GETTER_NAMELESS,
    WORD_NO_SETTER_NAMELESS,
    WORD_NO_DELETER_NAMELESS,
    WORD_CANNOT_PICKLE,
    WORD_CANNOT_PICKLE_ITEMS,
    WORD_GROUP_MATCHER,
    WORD_INIT_SUBCLASS_ARGUMENTS
} WordingId;

/* Raise `id` with the text of the profile's version; name and extra are str objects, those that the
 * text does not use may be NULL. Always NULL. */
Ob *err_wording(Proc *p, ExcId id, WordingId text, Ob *name, const TypeOb *type, Ob *extra);

#endif
