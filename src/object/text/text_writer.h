/* text_writer.h - build a string piece by piece in the image, taking the memory that CPython's
 * _PyUnicodeWriter takes (Objects/unicodeobject.c). For the reprs of containers and whoever joins
 * text of unknown length. */
#ifndef OURO_TEXT_WRITER_H
#define OURO_TEXT_WRITER_H

#include "object/core/object.h"

/* Zero-initialise; set overallocate and min_length (characters) as CPython's function does. */
typedef struct TextWriter {
    Ob *buffer; /* NULL until something is written */
    int64_t pos;
    int64_t min_length;
    bool overallocate;
} TextWriter;

/* 0, or -1 with MemoryError: then call text_writer_drop. */
int text_writer_cstr(Proc *p, TextWriter *w, const char *ascii);
/* The same for a part that is the caller's: it is dropped. NULL (an exception is set) gives -1. */
int text_writer_take(Proc *p, TextWriter *w, Ob *text);
Ob *text_writer_finish(Proc *p, TextWriter *w); /* new; NULL with MemoryError */
void text_writer_drop(Proc *p, TextWriter *w);

#endif
