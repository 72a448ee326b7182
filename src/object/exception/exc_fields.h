/* exc_fields.h - what single exception types add to BaseException: errno, code, value, name ... */
#ifndef OURO_OBJECT_EXC_FIELDS_H
#define OURO_OBJECT_EXC_FIELDS_H

#include "object/exception/exception.h"

enum { EXC_MAX_FIELDS = 9 };

/* The fields that a built-in exception type adds. */
typedef struct FieldSet {
    ExcId owner;
    bool keywords;                     /* the constructor takes the fields as keyword arguments */
    const char *names[EXC_MAX_FIELDS]; /* in the order of the struct; NULL ends */
} FieldSet;

/* The set of the nearest built-in base that has one; NULL when there is none. */
const FieldSet *exc_fields_of(Proc *p, const TypeOb *type);
/* How many of the set's fields this version has. */
size_t exc_field_count(Proc *p, const FieldSet *set);
/* The name of the i-th field of the type's exceptions; NULL when they have no such field. */
const char *exc_field_name(Proc *p, const TypeOb *type, size_t i);
/* Its value, borrowed, or NULL. */
Ob *exc_field(Proc *p, const Ob *exc, size_t i);
/* Fill the i-th field with a reference of its own; NULL empties it. */
void exc_put_field(Proc *p, Ob *exc, size_t i, Ob *value);

/* oserror_use_init: a class with an __init__ and without a __new__ of its own takes the fields there. */
bool exc_oserror_uses_init(const TypeOb *type);
/* OSError.characters_written, a number of C behind the fields; -1: not known. */
void exc_set_written(Proc *p, Ob *exc, int64_t written);
/* The extra words of `exc` by the built-in type it derives from; all start as NULL. */
int exc_init_fields(Proc *p, Ob *exc, Ob *const *args, size_t nargs, Ob *kwnames);
void exc_clear_fields(Proc *p, Ob *exc);
int exc_visit_fields(Proc *p, Ob *exc, VisitFn visit, void *arg);
bool exc_takes_keywords(Proc *p, Ob *exc);
/* True when the type has a __str__ of its own: *text is the new str, or NULL with an exception. */
bool exc_special_str(Proc *p, Ob *exc, Ob **text);
/* OSError(2, ...) makes a FileNotFoundError, ...: the type for an error number. */
TypeOb *exc_oserror_subtype(Proc *p, Ob *number);
/* ImportError.name, borrowed; NULL when it is not set, or for other exceptions. */
Ob *exc_import_name(Proc *p, Ob *exc);

#endif
