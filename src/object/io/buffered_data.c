/* buffered_data.c - the block of a buffered stream: what is read ahead, what waits to be written
 * (Modules/_io/bufferedio.c). Called by buffered.c. */
#include <string.h>

#include "object/container/list.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/text/bytes.h"
#include "object/text/memory_view.h"

static bool reading(const BufferedOb *b) { return b->readable && b->read_end != -1; }
static bool writing(const BufferedOb *b) { return b->writable && b->write_end != -1; }

int64_t buffered_raw_offset(const BufferedOb *b) {
    return (reading(b) || writing(b)) && b->raw_pos >= 0 ? b->raw_pos - b->pos : 0;
}

void buffered_reset_read(BufferedOb *b) { b->read_end = -1; }
static void reset_write(BufferedOb *b) {
    b->write_pos = 0;
    b->write_end = -1;
}

/* ADJUST_POSITION */
static void move_to(BufferedOb *b, int64_t pos) {
    b->pos = pos;
    if (reading(b) && b->read_end < pos) b->read_end = pos;
}

/* ---- the raw stream -------------------------------------------------------------------------- */

/* A number that a method of the raw stream returned; -1 with an exception. Takes `result`. */
static int64_t place(Proc *p, Ob *result) {
    if (!result) return -1;
    int64_t n = int_as_i64_err(p, result);
    ob_decref(p, result);
    if (n >= 0) return n;
    if (!err_occurred(p))
        err_format(p, EXC_OSError, "Raw stream returned invalid position %lld", (long long)n);
    return -1;
}

int64_t buffered_raw_tell(Proc *p, BufferedOb *b) {
    int64_t at = place(p, ob_call_method(p, b->raw, "tell", NULL, 0));
    if (at >= 0) b->abs_pos = at;
    return at;
}

int64_t buffered_raw_seek(Proc *p, BufferedOb *b, int64_t target, int whence) {
    Ob *args[] = {int_from_i64(p, target), int_from_i64(p, whence)};
    Ob *result = args[0] && args[1] ? ob_call_method(p, b->raw, "seek", args, 2) : NULL;
    ob_xdecref(p, args[0]);
    ob_xdecref(p, args[1]);
    int64_t at = place(p, result);
    if (at >= 0) b->abs_pos = at;
    return at;
}

/* The raw stream gets a view of the memory and says how much it took (readinto, write). */
static bool with_view(Proc *p, int64_t n) {
    img_serve(p);
    Ob *count = int_from_i64(p, n), *view = count ? memory_view_new(p) : NULL;
    ob_xdecref(p, view);
    ob_xdecref(p, count);
    img_serve_end(p);
    return view != NULL;
}

static int64_t raw_read(Proc *p, BufferedOb *b, uint8_t *to, int64_t n) {
    int64_t got = -1;
    if (ob_is(b->raw, TYPE_FILE_IO)) {
        got = with_view(p, n) ? file_io_read(p, b->raw, to, n) : -1;
    } else {
        Ob *size = int_from_i64(p, n);
        Ob *bytes = size ? ob_call_method(p, b->raw, "read", &size, 1) : NULL;
        ob_xdecref(p, size);
        if (bytes && ob_is(bytes, TYPE_BYTES) && bytes_len(bytes) <= n) {
            got = bytes_len(bytes);
            memcpy(to, bytes_data(bytes), (size_t)got);
        } else if (bytes) {
            err_format(p, EXC_OSError, "raw readinto() returned invalid length");
        }
        ob_xdecref(p, bytes);
    }
    if (got > 0 && b->abs_pos >= 0) b->abs_pos += got;
    return got;
}

static int64_t raw_write(Proc *p, BufferedOb *b, const uint8_t *from, int64_t n) {
    int64_t put = -1;
    if (ob_is(b->raw, TYPE_FILE_IO)) {
        put = with_view(p, n) ? file_io_write(p, b->raw, from, n) : -1;
    } else {
        Ob *bytes = bytes_new(p, from, (size_t)n);
        Ob *result = bytes ? ob_call_method(p, b->raw, "write", &bytes, 1) : NULL;
        ob_xdecref(p, bytes);
        put = result ? int_as_i64_err(p, result) : -1;
        ob_xdecref(p, result);
        if (!err_occurred(p) && (put < 0 || put > n)) {
            err_format(p, EXC_OSError,
                       "raw write() returned invalid length %lld (should have been "
                       "between 0 and %lld)",
                       (long long)put, (long long)n);
            put = -1;
        }
    }
    if (put > 0 && b->abs_pos >= 0) b->abs_pos += put;
    return put;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* _bufferedwriter_flush_unlocked */
bool buffered_flush_bytes(Proc *p, BufferedOb *b) {
    if (!b->buffer || !writing(b) || b->write_pos == b->write_end) {
        reset_write(b);
        return true;
    }
    int64_t rewind = buffered_raw_offset(b) + (b->pos - b->write_pos);
    if (rewind != 0) {
        if (buffered_raw_seek(p, b, -rewind, 1) < 0) return false;
        b->raw_pos -= rewind;
    }
    while (b->write_pos < b->write_end) {
        int64_t n = raw_write(p, b, b->buffer + b->write_pos, b->write_end - b->write_pos);
        if (n < 0) return false;
        b->write_pos += n;
        b->raw_pos = b->write_pos;
    }
    reset_write(b);
    return true;
}

bool buffered_flush_and_rewind(Proc *p, BufferedOb *b) {
    if (!buffered_flush_bytes(p, b)) return false;
    if (!b->readable) return true;
    int64_t behind = buffered_raw_offset(b);
    int64_t at = buffered_raw_seek(p, b, -behind, 1);
    buffered_reset_read(b);
    return at >= 0;
}

static int64_t kept(Proc *p, BufferedOb *b, int64_t len) {
    if (len) img_emit(p, EV_FILE_KEEP, 0, b->write_end - b->write_pos, b, NULL, (uint64_t)len);
    return len;
}

/* _io_BufferedWriter_write_impl */
int64_t buffered_write_bytes(Proc *p, BufferedOb *b, const uint8_t *data, int64_t len) {
    if (!reading(b) && !writing(b)) b->pos = b->raw_pos = 0;
    if (len <= b->buffer_size - b->pos) {
        memcpy(b->buffer + b->pos, data, (size_t)len);
        if (!writing(b) || b->write_pos > b->pos) b->write_pos = b->pos;
        move_to(b, b->pos + len);
        if (b->write_end < b->pos) b->write_end = b->pos;
        return kept(p, b, len);
    }
    if (!buffered_flush_bytes(p, b)) return -1;
    int64_t behind = buffered_raw_offset(b);
    if (behind) {
        if (buffered_raw_seek(p, b, -behind, 1) < 0) return -1;
        b->raw_pos -= behind;
    }
    int64_t remaining = len, written = 0;
    while (remaining > b->buffer_size) {
        int64_t n = raw_write(p, b, data + written, len - written);
        if (n < 0) return -1;
        written += n;
        remaining -= n;
    }
    if (b->readable) buffered_reset_read(b);
    if (remaining) memcpy(b->buffer, data + written, (size_t)remaining);
    b->write_pos = 0;
    b->write_end = remaining;
    move_to(b, remaining);
    b->raw_pos = 0;
    kept(p, b, remaining);
    return len;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* _bufferedreader_fill_buffer: bytes, or -1. */
static int64_t fill(Proc *p, BufferedOb *b) {
    int64_t start = reading(b) ? b->read_end : 0;
    int64_t n = raw_read(p, b, b->buffer + start, b->buffer_size - start);
    if (n <= 0) return n;
    b->read_end = start + n;
    b->raw_pos = start + n;
    return n;
}

/* _bufferedreader_read_all */
static Ob *read_all(Proc *p, BufferedOb *b) {
    int64_t ahead = buffered_readahead(b);
    Ob *first = NULL;
    if (ahead) {
        first = bytes_new(p, b->buffer + b->pos, (size_t)ahead);
        if (!first) return NULL;
        b->pos += ahead;
    }
    bool good = !b->writable || buffered_flush_and_rewind(p, b);
    Ob *rest = NULL;
    if (good) {
        buffered_reset_read(b);
        rest = ob_is(b->raw, TYPE_FILE_IO) ? file_io_readall(p, b->raw)
                                           : ob_call_method(p, b->raw, "read", NULL, 0);
        if (rest && !ob_is(rest, TYPE_BYTES)) {
            err_format(p, EXC_TypeError, "readall() should return bytes");
            ob_decref(p, rest);
            rest = NULL;
        }
        if (rest && b->abs_pos >= 0) b->abs_pos += bytes_len(rest);
    }
    if (!first || !rest) {
        if (first) ob_decref(p, first);
        return rest;
    }
    Ob *all = ob_binary(p, BIN_ADD, first, rest);
    ob_decref(p, first);
    ob_decref(p, rest);
    return all;
}

/* _bufferedreader_read_generic */
static Ob *read_some(Proc *p, BufferedOb *b, int64_t n) {
    Ob *bytes = bytes_new(p, NULL, (size_t)n);
    if (!bytes) return NULL;
    uint8_t *out = ((BytesOb *)bytes)->ob_sval;
    int64_t written = buffered_readahead(b), r = 1;
    if (written) memcpy(out, b->buffer + b->pos, (size_t)written);
    b->pos += written;
    if (b->writable && !buffered_flush_and_rewind(p, b)) goto fail;
    buffered_reset_read(b);
    while (n - written >= b->buffer_size && r > 0) { /* whole blocks pass by the buffer */
        r = raw_read(p, b, out + written, (n - written) / b->buffer_size * b->buffer_size);
        if (r < 0) goto fail;
        written += r;
    }
    if (r > 0) {
        b->pos = b->raw_pos = b->read_end = 0;
        while (written < n && b->read_end < b->buffer_size) {
            r = fill(p, b);
            if (r < 0) goto fail;
            if (r == 0) break;
            int64_t take = r < n - written ? r : n - written;
            memcpy(out + written, b->buffer + b->pos, (size_t)take);
            written += take;
            b->pos += take;
        }
    }
    return io_bytes_resize(p, bytes, written);
fail:
    ob_decref(p, bytes);
    return NULL;
}

Ob *buffered_read_bytes(Proc *p, BufferedOb *b, int64_t n) {
    if (n < 0) return read_all(p, b);
    if (n > buffered_readahead(b)) return read_some(p, b, n);
    Ob *bytes = bytes_new(p, b->buffer + b->pos, (size_t)n);
    if (bytes) b->pos += n;
    return bytes;
}

Ob *buffered_read1_bytes(Proc *p, BufferedOb *b, int64_t n) {
    if (n == 0) return bytes_new(p, NULL, 0);
    int64_t have = buffered_readahead(b);
    if (have > 0) return buffered_read_bytes(p, b, n < have ? n : have);
    Ob *bytes = bytes_new(p, NULL, (size_t)n);
    if (!bytes) return NULL;
    buffered_reset_read(b);
    int64_t got = raw_read(p, b, ((BytesOb *)bytes)->ob_sval, n);
    if (got >= 0) return io_bytes_resize(p, bytes, got);
    ob_decref(p, bytes);
    return NULL;
}

Ob *buffered_peek_bytes(Proc *p, BufferedOb *b) {
    if (b->writable && !buffered_flush_and_rewind(p, b)) return NULL;
    int64_t have = buffered_readahead(b);
    if (have == 0) {
        buffered_reset_read(b);
        have = fill(p, b);
        if (have < 0) return NULL;
        b->pos = 0;
    }
    return bytes_new(p, b->buffer + b->pos, (size_t)have);
}

/* _buffered_readline: pieces of several buffers are joined. */
Ob *buffered_line(Proc *p, BufferedOb *b, int64_t limit) {
    int64_t n = buffered_readahead(b);
    if (limit >= 0 && n > limit) n = limit;
    const uint8_t *start = b->buffer + b->pos;
    const uint8_t *end = n > 0 ? memchr(start, '\n', (size_t)n) : NULL;
    if (end || (limit >= 0 && n == limit)) {
        int64_t len = end ? end - start + 1 : n;
        Ob *line = bytes_new(p, start, (size_t)len);
        if (line) b->pos += len;
        return line;
    }
    Ob *line = bytes_new(p, start, (size_t)n);
    if (!line) return NULL;
    b->pos += n;
    if (b->writable && !buffered_flush_and_rewind(p, b)) goto fail;
    for (bool done = false; !done && (limit < 0 || bytes_len(line) < limit);) {
        buffered_reset_read(b);
        n = fill(p, b);
        if (n < 0) goto fail;
        if (n == 0) break;
        if (limit >= 0 && n > limit - bytes_len(line)) n = limit - bytes_len(line);
        end = memchr(b->buffer, '\n', (size_t)n);
        int64_t len = end ? end - b->buffer + 1 : n;
        Ob *piece = bytes_new(p, b->buffer, (size_t)len);
        Ob *longer = piece ? ob_binary(p, BIN_ADD, line, piece) : NULL;
        ob_xdecref(p, piece);
        ob_decref(p, line);
        if (!longer) return NULL;
        line = longer;
        b->pos = len;
        done = end != NULL;
    }
    return line;
fail:
    ob_decref(p, line);
    return NULL;
}
