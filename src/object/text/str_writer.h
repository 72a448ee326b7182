/* str_writer.h - builds a string piece by piece (_PyUnicodeWriter of Objects/unicodeobject.c).
 *
 * The buffer is a str object of the image that grows and widens as CPython's does, so that the
 * requests for memory are the same ones, and so that nothing of the host is open while pieces are
 * made. Only the struct lies on the C stack. Used by formatting, join, replace. */
#ifndef OURO_STR_WRITER_H
#define OURO_STR_WRITER_H

#include "object/text/str.h"

typedef struct StrWriter {
    Ob *buffer;        /* owned; NULL while nothing is written */
    int64_t size, pos; /* characters there is room for, characters written */
    int64_t min_length;
    uint32_t maxchar;  /* that the buffer can hold */
    bool overallocate; /* more pieces will follow */
    bool readonly;     /* buffer is somebody's string, the only piece so far */
} StrWriter;

/* Each function that writes: 0, or -1 with MemoryError; the writer stays valid. */
int writer_prepare(Proc *p, StrWriter *w, int64_t more, uint32_t maxchar);
int writer_char(Proc *p, StrWriter *w, uint32_t cp);
int writer_str(Proc *p, StrWriter *w, Ob *s);
int writer_substring(Proc *p, StrWriter *w, Ob *s, int64_t from, int64_t to);
int writer_ascii(Proc *p, StrWriter *w, const char *text, size_t len);
/* `n` times the same character. */
int writer_fill(Proc *p, StrWriter *w, uint32_t cp, int64_t n);
/* UTF-8 of the C source or of a diagnosis. */
int writer_utf8(Proc *p, StrWriter *w, const char *text, size_t len);
/* The digits of an int, straight into the buffer (_PyLong_FormatWriter). */
int int_write(Proc *p, StrWriter *w, Ob *o, int base, bool prefix);
/* format(o, spec[from:to]) for str, int, float and complex (and their subclasses):
 * _PyUnicode_FormatAdvancedWriter and so on. */
int spec_write(Proc *p, StrWriter *w, Ob *o, Ob *spec, int64_t from, int64_t to);
/* The finished string as a new reference; the writer is empty afterwards. NULL with MemoryError. */
Ob *writer_finish(Proc *p, StrWriter *w);
/* Give up: drops the buffer. */
void writer_drop(Proc *p, StrWriter *w);

#endif
