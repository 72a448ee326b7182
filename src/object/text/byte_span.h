/* byte_span.h - what has bytes in a row: bytes, bytearray and views of them, for whoever reads bytes
 * without asking of which type (the buffer protocol as far as one dimension goes). */
#ifndef OURO_BYTE_SPAN_H
#define OURO_BYTE_SPAN_H

#include "object/core/object.h"

/* Bytes of an object. They stay where they are until code of the program runs, which may resize a
 * bytearray: ask again then, or hold the object with buffer_hold. */
typedef struct ByteSpan {
    const uint8_t *data;
    int64_t len;
} ByteSpan;

/* Does the type export bytes (PyObject_CheckBuffer)? A released view does not, but its type does. */
bool ob_has_buffer(const Ob *o);
/* False with an exception: TypeError "a bytes-like object is required, not 'X'", ValueError for a
 * released view, BufferError for one that skips bytes. */
OURO_MUST_CHECK bool byte_span(Proc *p, Ob *o, ByteSpan *span);
/* Of bytes, bytearray and arrays alone; never fails. */
ByteSpan bytes_span(const Ob *o);

/* PyObject_GetBuffer and PyBuffer_Release: while it is held, o is kept alive and a bytearray keeps
 * its size. False as byte_span. */
OURO_MUST_CHECK bool buffer_hold(Proc *p, Ob *o, ByteSpan *span);
void buffer_let_go(Proc *p, Ob *o);
/* One export of an object that has bytes more or less; bytes themselves do not count theirs. */
void buffer_export(Ob *o, int change);

/* A new object of that type, bytes or bytearray, with these bytes; data NULL: to be filled through
 * bytes_room at once. NULL with MemoryError. */
Ob *bytes_of_type(Proc *p, TypeId type, const void *data, int64_t len);
uint8_t *bytes_room(Ob *o);
/* The same of the type of `self`, a bytes or a bytearray or an instance of a subclass. */
Ob *bytes_like(Proc *p, const Ob *self, const void *data, int64_t len);

/* _getbytevalue: a number from 0 to 255, or -1 with an exception. */
int byte_value(Proc *p, Ob *o);
/* repr without the name of a type: "b'...'" at s; the length alone for s NULL. */
int64_t bytes_write_repr(ByteSpan span, char *s, bool swap_quotes);

/* format % args, of the format's type; new. */
Ob *bytes_percent_format(Proc *p, Ob *format, Ob *args);

#endif
