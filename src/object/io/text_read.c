/* text_read.c - what a TextIOWrapper gives out: a chunk of bytes is read and decoded, and its
 * characters are handed out line by line (Modules/_io/textio.c). */
#include <string.h>

#include "object/container/list.h"
#include "object/container/tuple.h"
#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytes.h"
#include "object/text/str.h"

void text_set_decoded(Proc *p, TextIoOb *t, Ob *decoded) {
    if (decoded)
        field_set_take(p, &t->decoded_chars, decoded, t, SLOT_STREAM, IO_SLOT_DECODED);
    else
        field_clear(p, &t->decoded_chars, t, SLOT_STREAM, IO_SLOT_DECODED);
    t->decoded_chars_used = 0;
}

static void drop_snapshot(Proc *p, TextIoOb *t) {
    field_clear(p, &t->snapshot, t, SLOT_STREAM, IO_SLOT_SNAPSHOT);
}

static int decoder_flags(const TextIoOb *t) {
    return ob_is(t->decoder, TYPE_NEWLINE_DECODER) &&
           ((const NewlineDecoderOb *)t->decoder)->flags & NL_PENDING_CR;
}

/* (flags, bytes) takes the place of the snapshot. */
static bool take_snapshot(Proc *p, TextIoOb *t, int flags, Ob *bytes) {
    Ob *number = int_from_i64(p, flags);
    Ob *pair = number ? tuple_pack(p, 2, number, bytes) : NULL;
    ob_xdecref(p, number);
    if (!pair) return false;
    field_set_take(p, &t->snapshot, pair, t, SLOT_STREAM, IO_SLOT_SNAPSHOT);
    return true;
}

/* textiowrapper_read_chunk: 1, 0 at the end of the file, -1. */
static int read_chunk(Proc *p, TextIoOb *t) {
    if (!t->decoder) {
        io_unsupported(p, "not readable");
        return -1;
    }
    int flags = decoder_flags(t);
    Ob *size = int_from_i64(p, t->chunk_size);
    Ob *bytes = size ? ob_call_method(p, t->buffer, "read1", &size, 1) : NULL;
    ob_xdecref(p, size);
    if (!bytes) return -1;
    bool over = ob_is(bytes, TYPE_BYTES) && bytes_len(bytes) == 0;
    Ob *decoded = io_decode(p, t, bytes, over);
    int64_t len = decoded ? bytes_len(bytes) : 0;
    int status = decoded ? 1 : -1;
    if (decoded) {
        int64_t chars = str_len(decoded);
        t->b2cratio = chars > 0 ? (double)len / (double)chars : 0.0;
        if (chars > 0) over = false;
        text_set_decoded(p, t, decoded);
        status = over ? 0 : 1;
        if (t->telling && !take_snapshot(p, t, flags, bytes)) status = -1;
    }
    ob_decref(p, bytes);
    return status;
}

/* At most n of the characters that are decoded; all when n is below 0 (textiowrapper_get_decoded_chars).
 * New. */
static Ob *take_decoded(Proc *p, TextIoOb *t, int64_t n) {
    if (!t->decoded_chars) return str_from_cstr(p, "");
    int64_t from = t->decoded_chars_used, left = str_len(t->decoded_chars) - from;
    if (n < 0 || n > left) n = left;
    Ob *text = from > 0 || n < left ? str_substring(p, t->decoded_chars, from, from + n)
                                    : ob_newref(p, t->decoded_chars);
    t->decoded_chars_used += n;
    return text;
}

/* Takes both. */
static Ob *append(Proc *p, Ob *text, Ob *more) {
    Ob *longer = text && more ? str_concat(p, text, more) : NULL;
    ob_xdecref(p, text);
    ob_xdecref(p, more);
    return longer;
}

static Ob *read_rest(Proc *p, TextIoOb *t) {
    Ob *bytes = ob_call_method(p, t->buffer, "read", NULL, 0);
    Ob *decoded = bytes ? io_decode(p, t, bytes, true) : NULL;
    ob_xdecref(p, bytes);
    if (!decoded) return NULL;
    Ob *text = append(p, take_decoded(p, t, -1), decoded);
    text_set_decoded(p, t, NULL);
    drop_snapshot(p, t);
    return text;
}

Ob *text_read(Proc *p, TextIoOb *t, int64_t n) {
    if (!t->decoder) return io_unsupported(p, "not readable");
    if (!text_write_pending(p, t)) return NULL;
    if (n < 0) return read_rest(p, t);
    Ob *text = take_decoded(p, t, n);
    while (text && str_len(text) < n) {
        int status = read_chunk(p, t);
        if (status < 0) {
            ob_decref(p, text);
            return NULL;
        }
        if (status == 0) break;
        text = append(p, text, take_decoded(p, t, n - str_len(text)));
    }
    return text;
}

/* The index behind the end of the line that begins at `from`, or -1 when it goes on behind the text
 * (_PyIO_find_line_ending). */
static int64_t line_end(const Proc *p, const TextIoOb *t, const Ob *text, int64_t from) {
    int64_t len = str_len(text);
    uint32_t end = t->readnl && str_len(t->readnl) ? str_char(p, t->readnl, 0) : '\n';
    bool pair = t->readnl && str_len(t->readnl) == 2;
    for (int64_t i = from; i < len; i++) {
        uint32_t c = str_char(p, text, i);
        if (t->readtranslate || !t->readuniversal) {
            if (c != (t->readtranslate ? '\n' : end)) continue;
            if (!pair) return i + 1;
            if (i + 1 < len && str_char(p, text, i + 1) == '\n') return i + 2;
        } else if (c == '\n') {
            return i + 1;
        } else if (c == '\r') {
            return i + 1 < len && str_char(p, text, i + 1) == '\n' ? i + 2 : i + 1;
        }
    }
    return -1;
}

/* _textiowrapper_readline */
Ob *text_readline(Proc *p, TextIoOb *t, int64_t limit) {
    if (!text_write_pending(p, t)) return NULL;
    Ob *before = NULL; /* the beginning of the line, from chunks that are used up */
    for (;;) {
        while (!t->decoded_chars || str_len(t->decoded_chars) == 0) {
            int status = read_chunk(p, t);
            if (status < 0) {
                ob_xdecref(p, before);
                return NULL;
            }
            if (status == 0) { /* the end of the file */
                text_set_decoded(p, t, NULL);
                drop_snapshot(p, t);
                return before ? before : str_from_cstr(p, "");
            }
        }
        Ob *chunk = t->decoded_chars;
        int64_t from = before ? 0 : t->decoded_chars_used;
        Ob *whole = before ? str_concat(p, before, chunk) : ob_newref(p, chunk);
        int64_t had = before ? str_len(before) : 0;
        ob_xdecref(p, before);
        if (!whole) return NULL;
        int64_t end = line_end(p, t, whole, from);
        int64_t most = limit >= 0 ? from + limit : INT64_MAX;
        if (end < 0 && str_len(whole) >= most) end = most;
        if (end > most) end = most;
        if (end >= 0) {
            t->decoded_chars_used = end - had;
            Ob *line = from > 0 || end < str_len(whole) ? str_substring(p, whole, from, end)
                                                        : ob_newref(p, whole);
            ob_decref(p, whole);
            return line;
        }
        before = from < str_len(whole) ? str_substring(p, whole, from, str_len(whole)) : NULL;
        bool rest = from < str_len(whole);
        ob_decref(p, whole);
        if (rest && !before) return NULL;
        text_set_decoded(p, t, NULL);
    }
}

/* ---- places ---------------------------------------------------------------------------------- */

/* How many of the bytes make the first `chars` characters, as they are handed out. */
static int64_t bytes_of_chars(Proc *p, const TextIoOb *t, const Ob *bytes, int64_t chars) {
    char codec[32], errors[32];
    text_codec(p, t, codec, errors);
    const uint8_t *data = bytes_data(bytes);
    int64_t at = 0, len = bytes_len(bytes);
    while (chars > 0 && at < len) {
        if (t->readtranslate && data[at] == '\r' && at + 1 < len && data[at + 1] == '\n') at++;
        at++;
        while (strcmp(codec, "utf-8") == 0 && at < len && (data[at] & 0xC0) == 0x80) at++;
        chars--;
    }
    return at;
}

Ob *text_tell(Proc *p, TextIoOb *t) {
    if (!t->seekable) return io_unsupported(p, "underlying stream is not seekable");
    if (!t->telling) return err_format(p, EXC_OSError, "telling position disabled by next() call");
    if (!text_write_pending(p, t) || !text_flush_below(p, t)) return NULL;
    Ob *at = ob_call_method(p, t->buffer, "tell", NULL, 0);
    if (!at || !t->decoder || !t->snapshot) return at;
    Ob *bytes = tuple_item(t->snapshot, 1);
    int64_t place = int_as_i64_err(p, at);
    ob_decref(p, at);
    if (place < 0) return NULL;
    place -= bytes_len(bytes);
    return int_from_i64(p, place + bytes_of_chars(p, t, bytes, t->decoded_chars_used));
}

/* buffer.seek(...): its result, new. */
static Ob *seek_below(Proc *p, TextIoOb *t, Ob *where, int whence) {
    Ob *args[] = {where, whence ? int_from_i64(p, whence) : NULL};
    Ob *result = ob_call_method(p, t->buffer, "seek", args, whence ? 2 : 1);
    ob_xdecref(p, args[1]);
    return result;
}

static Ob *seek_to(Proc *p, TextIoOb *t, Ob *cookie) {
    Ob *zero = int_from_i64(p, 0);
    int below = zero ? ob_richcompare_bool(p, cookie, zero, CMP_LT) : -1;
    ob_xdecref(p, zero);
    if (below > 0) err_format(p, EXC_ValueError, "negative seek position %R", cookie);
    if (below || !text_flush_below(p, t)) return NULL;
    Ob *result = seek_below(p, t, cookie, 0);
    if (!result) return NULL;
    ob_decref(p, result);
    text_set_decoded(p, t, NULL);
    drop_snapshot(p, t);
    io_decoder_reset(p, t);
    if (t->decoder) {
        Ob *none_read = bytes_new(p, NULL, 0);
        bool good = none_read && take_snapshot(p, t, 0, none_read);
        ob_xdecref(p, none_read);
        if (!good) return NULL;
    }
    if (t->encoder) t->encoding_start_of_stream = !ob_is_true(p, cookie);
    return ob_newref(p, cookie);
}

Ob *text_seek(Proc *p, TextIoOb *t, Ob *cookie, int64_t whence) {
    if (!t->seekable) return io_unsupported(p, "underlying stream is not seekable");
    if (whence < 0 || whence > 2) {
        return err_format(p, EXC_ValueError, "invalid whence (%d, should be 0, 1 or 2)",
                          (int)whence);
    }
    if (whence == 0) return seek_to(p, t, cookie);
    int moves = ob_is_true(p, cookie);
    if (moves < 0) return NULL;
    if (moves) {
        return io_unsupported(p, whence == 1 ? "can't do nonzero cur-relative seeks"
                                             : "can't do nonzero end-relative seeks");
    }
    if (whence == 1) {
        Ob *here = ob_call_method(p, &t->base, "tell", NULL, 0);
        Ob *result = here ? seek_to(p, t, here) : NULL;
        ob_xdecref(p, here);
        return result;
    }
    if (!text_flush_below(p, t)) return NULL;
    text_set_decoded(p, t, NULL);
    drop_snapshot(p, t);
    io_decoder_reset(p, t);
    Ob *zero = int_from_i64(p, 0), *result = zero ? seek_below(p, t, zero, 2) : NULL;
    ob_xdecref(p, zero);
    return result;
}
