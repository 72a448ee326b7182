/* exc_fields.h - what single exception types add to BaseException: errno, code, value, name ... */
#ifndef OURO_OBJECT_EXC_FIELDS_H
#define OURO_OBJECT_EXC_FIELDS_H

#include "object/exception/exception.h"

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
