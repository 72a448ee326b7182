/* io.h - the layers of an open file: raw, buffered, text, as Modules/_io has them.
 *
 * A FileIO holds the number that the kernel gave; a buffered object holds a FileIO and a block of
 * bytes that wait; a TextIOWrapper holds a buffered object, an encoder or decoder, and pieces that
 * wait to be encoded. What is closed by nobody closes itself when it dies (io_finalize).
 *
 * Room object/io: open files, the layers above them, and the files of the simulated process. Called
 * from: object, vm, engine. */
#ifndef OURO_OBJECT_IO_H
#define OURO_OBJECT_IO_H

#include "object/core/object.h"
#include "object/io/virtual_file.h"
#include "object/text/byte_span.h"

enum { IO_BLOCK_SIZE = 4096, IO_BUFFER_SIZE = 8192, IO_CHUNK_SIZE = 8192 };

typedef struct IoState {
    TypeOb *unsupported; /* io.UnsupportedOperation */
    int64_t late; /* bool: the interpreter has let go of its modules, and nothing can be imported */
    TypeOb *encoder, *decoder; /* encodings.utf_8.IncrementalEncoder, ...Decoder */
    Ob *name, *mode, *closed, *base_closed, *errors, *buffer; /* interned */
    Ob *looked_up[2]; /* the names of the last look-ups of an encoder, a decoder */
    FileTable files;
} IoState;

/* Modules/_io/iobase.c: what _IOBase and the three classes below it give their instances. */
typedef struct IoBaseOb {
    Ob base;
    Ob *dict, *weakreflist;
} IoBaseOb;
_Static_assert(sizeof(IoBaseOb) == 32, "iobase");

enum FileIoFlags {
    FILE_IO_CREATED = 1,
    FILE_IO_READABLE = 2,
    FILE_IO_WRITABLE = 4,
    FILE_IO_APPENDING = 8,
    FILE_IO_CLOSEFD = 64
};

typedef struct FileIoOb { /* fileio */
    Ob base;
    int32_t fd; /* -1: closed */
    uint8_t flags;
    int8_t finalizing;
    int16_t pad;
    uint32_t blksize, pad2;
    Ob *weakreflist, *dict;
} FileIoOb;
_Static_assert(sizeof(FileIoOb) == 48, "fileio");

typedef struct SocketOb { /* PySocketSockObject */
    Ob base;
    int32_t fd; /* -1: closed */
    int32_t family, type, proto;
    uint64_t errorhandler;
    int64_t timeout; /* nanoseconds; -1: waits for ever */
} SocketOb;
_Static_assert(sizeof(SocketOb) == 48, "PySocketSockObject");
/* socket.setdefaulttimeout(): nanoseconds, -1 none. */
int64_t socket_default_timeout(const Proc *p);
/* socket_parse_timeout: None is -1. False with an exception. */
bool socket_timeout(Proc *p, Ob *given, int64_t *ns);

typedef struct BufferedOb { /* buffered */
    Ob base;
    Ob *raw;
    int32_t ok, detached, readable, writable;
    int8_t finalizing, pad[3];
    int32_t fast_closed_checks;
    int64_t abs_pos; /* where the raw stream is, -1 unknown */
    uint8_t *buffer; /* NULL: closed */
    int64_t pos;     /* within the buffer */
    int64_t raw_pos; /* where the raw stream is within the buffer */
    int64_t read_end, write_pos, write_end;
    void *lock;
    uint64_t owner;
    int64_t buffer_size, buffer_mask;
    Ob *dict, *weakreflist;
} BufferedOb;
_Static_assert(sizeof(BufferedOb) == 152, "buffered");

typedef struct TextIoOb { /* textio */
    Ob base;
    int32_t ok, detached;
    int64_t chunk_size;
    Ob *buffer, *encoding, *encoder, *decoder, *readnl, *errors;
    uint64_t writenl; /* 0: "\n" stays; 1 "\r", 2 "\r\n" (a C pointer in CPython) */
    int8_t line_buffering, write_through, readuniversal, readtranslate, writetranslate, seekable,
        has_read1, telling;
    int8_t finalizing, pad[7];
    uint64_t encodefunc;
    int8_t encoding_start_of_stream, pad2[7];
    Ob *decoded_chars;
    int64_t decoded_chars_used;
    Ob *pending_bytes; /* a text, bytes, or a list of them */
    int64_t pending_bytes_count;
    Ob *snapshot; /* (flags of the decoder, bytes read since then), or NULL */
    double b2cratio;
    Ob *raw;
    Ob *weakreflist, *dict;
    /* 3.12+: a C pointer follows */
} TextIoOb;
_Static_assert(sizeof(TextIoOb) == 192, "textio");

typedef struct BytesIoOb { /* bytesio */
    Ob base;
    Ob *buf; /* bytes, perhaps longer than what is in it; NULL: closed */
    int64_t pos, string_size;
    Ob *dict, *weakreflist;
    int64_t exports;
} BytesIoOb;
_Static_assert(sizeof(BytesIoOb) == 64, "bytesio");

enum { STRING_IO_REALIZED = 1 };

typedef struct StringIoOb { /* stringio */
    Ob base;
    uint32_t *buf; /* characters */
    int64_t pos, string_size, buf_size;
    int32_t state, pad;
    Ob *accu[2]; /* of no use here */
    int8_t ok, closed, readuniversal, readtranslate;
    int32_t pad2;
    Ob *decoder, *readnl, *writenl, *dict, *weakreflist;
    /* 3.12+: the writer is longer, and a C pointer follows */
} StringIoOb;
_Static_assert(sizeof(StringIoOb) == 120, "stringio");

typedef struct NewlineDecoderOb { /* nldecoder_object */
    Ob base;
    Ob *decoder, *errors;
    uint8_t flags; /* pendingcr, translate, seennl */
    uint8_t pad[7];
} NewlineDecoderOb;
_Static_assert(sizeof(NewlineDecoderOb) == 40, "nldecoder_object");

enum NewlineFlags {
    NL_PENDING_CR = 1,
    NL_TRANSLATE = 2,
    NL_SEEN_CR = 4,
    NL_SEEN_LF = 8,
    NL_SEEN_CRLF = 16
};

/* Which field SLOT_STREAM speaks of (its detail); io_slot_name has the names. */
typedef enum IoSlot {
    IO_SLOT_RAW,
    IO_SLOT_BUFFER,
    IO_SLOT_ENCODING,
    IO_SLOT_ENCODER,
    IO_SLOT_DECODER,
    IO_SLOT_READNL,
    IO_SLOT_ERRORS,
    IO_SLOT_DECODED,
    IO_SLOT_PENDING,
    IO_SLOT_SNAPSHOT,
    IO_SLOT_COUNT
} IoSlot;
const char *io_slot_name(IoSlot slot); /* as the structure calls it */

/* Make classes and names; start-up, when classes can be made. */
void io_boot(Proc *p);

/* ---- what the layers share (io_base.c) ------------------------------------------------------- */

bool io_is_stream(const Ob *o);
/* The attribute `closed`: 1, 0, or -1 with an exception. */
int io_closed(Proc *p, Ob *o);
/* ValueError unless it is open. */
bool io_check_open(Proc *p, Ob *o, const char *words);
/* UnsupportedOperation; always NULL. */
Ob *io_unsupported(Proc *p, const char *words);
/* The argument of readinto() as memory, which the error calls `which`; false with TypeError. */
bool io_room(Proc *p, const char *function, const char *which, Ob *o, ByteSpan *room);
/* _bufferediobase_readinto_generic: what read() or read1() gives goes there. New: how much that was. */
Ob *io_read_into(Proc *p, Ob *self, const char *function, const char *reads, Ob *into);
/* OSError of a number, with a file name unless it is NULL; always NULL. */
Ob *io_error(Proc *p, int error, Ob *filename);
/* A size that may be None or left out: -1. False with TypeError. */
bool io_size_arg(Proc *p, Ob *const *args, size_t nargs, int64_t *n);
/* Call a method that says how it is; 1, 0, -1. */
int io_ask(Proc *p, Ob *stream, const char *method);
/* Bytes that a stream and the layers below it keep and no file has got yet. */
int64_t io_unwritten(const Ob *stream);
/* iobase_finalize: what is open closes itself, and says in a ResourceWarning that nobody did. */
void io_finalize(Proc *p, Ob *o);
/* _IOBase.close: flush, then never again. */
Ob *io_base_close(Proc *p, Ob *o);
/* "unclosed file": the innermost layer says it. False: an exception is set. */
void io_dealloc_warn(Proc *p, Ob *o, Ob *source);
/* The bytes of an argument of write(), of whatever exports them; they stay until io_bytes_done. False with TypeError, or
 * BufferError for a view that skips bytes. */
OURO_MUST_CHECK bool io_bytes_arg(Proc *p, Ob *o, const uint8_t **data, int64_t *len);
void io_bytes_done(Proc *p, Ob *o);
/* A bytes object that nobody else has gets another length (_PyBytes_Resize). Takes it; new. */
Ob *io_bytes_resize(Proc *p, Ob *bytes, int64_t len);
/* The name that a repr shows: the attribute `name`, or NULL without an exception. New. */
Ob *io_name(Proc *p, Ob *o);

/* ---- file_io.c ------------------------------------------------------------------------------- */

/* Bytes read or written, or -1 with an exception. */
int64_t file_io_read(Proc *p, Ob *o, void *to, int64_t n);
int64_t file_io_write(Proc *p, Ob *o, const void *from, int64_t n);
Ob *file_io_readall(Proc *p, Ob *o);

/* ---- buffered_data.c ------------------------------------------------------------------------- */

int64_t buffered_raw_offset(const BufferedOb *b);
int64_t buffered_raw_seek(Proc *p, BufferedOb *b, int64_t target, int whence);
int64_t buffered_raw_tell(Proc *p, BufferedOb *b);
OURO_INLINE int64_t buffered_readahead(const BufferedOb *b) {
    return b->readable && b->read_end >= 0 ? b->read_end - b->pos : 0;
}
void buffered_reset_read(BufferedOb *b);
/* What waits reaches the raw stream. False with an exception. */
bool buffered_flush_bytes(Proc *p, BufferedOb *b);
/* The same, and the raw stream goes to where the reader is. */
bool buffered_flush_and_rewind(Proc *p, BufferedOb *b);
/* Bytes taken over, or -1. */
int64_t buffered_write_bytes(Proc *p, BufferedOb *b, const uint8_t *data, int64_t len);
Ob *buffered_read_bytes(Proc *p, BufferedOb *b, int64_t n); /* n below 0: all */
Ob *buffered_read1_bytes(Proc *p, BufferedOb *b, int64_t n);
Ob *buffered_peek_bytes(Proc *p, BufferedOb *b);
Ob *buffered_line(Proc *p, BufferedOb *b, int64_t limit);

/* ---- codec.c --------------------------------------------------------------------------------- */

Ob *io_encoder_new(Proc *p, Ob *errors);
Ob *io_decoder_new(Proc *p, Ob *errors, bool universal, bool translate);
void io_decoder_reset(Proc *p, TextIoOb *t);
/* The text of the next bytes; what is not whole yet waits for more unless it is the end. New. */
Ob *io_decode(Proc *p, TextIoOb *t, Ob *bytes, bool final);

/* ---- text_read.c, text_write.c --------------------------------------------------------------- */

void text_set_decoded(Proc *p, TextIoOb *t, Ob *decoded); /* takes it; NULL: none */
/* What waits goes to the buffer below. */
bool text_write_pending(Proc *p, TextIoOb *t);
bool text_flush_below(Proc *p, TextIoOb *t);
Ob *text_write(Proc *p, TextIoOb *t, Ob *text);
Ob *text_read(Proc *p, TextIoOb *t, int64_t n);
Ob *text_readline(Proc *p, TextIoOb *t, int64_t limit);
Ob *text_tell(Proc *p, TextIoOb *t);
Ob *text_seek(Proc *p, TextIoOb *t, Ob *cookie, int64_t whence);
/* The encoding by its plain name, for the functions that take one; "utf-8" when there is none. */
void text_codec(Proc *p, const TextIoOb *t, char name[32], char errors[32]);

extern const TypeOps io_base_ops, raw_io_base_ops, buffered_io_base_ops, text_io_base_ops,
    file_io_ops, buffered_reader_ops, buffered_writer_ops, buffered_random_ops, text_io_ops,
    bytes_io_ops, string_io_ops, newline_decoder_ops, socket_ops;

/* What the files of this room put into their tables. */
Ob *io_get_dict(Proc *p, Ob *o);
Ob *io_iter(Proc *p, Ob *o);
Ob *io_next(Proc *p, Ob *o);

#endif
