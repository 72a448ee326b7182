/* text_write.c - what a TextIOWrapper takes in: pieces wait until there are enough of them, then they
 * become one bytes object for the buffer below (Modules/_io/textio.c). Entry: text_write. */
#include <string.h>

#include "object/container/list.h"
#include "object/core/field.h"
#include "object/io/io.h"
#include "object/number/int.h"
#include "object/text/bytes.h"
#include "object/text/str.h"

static int64_t piece_bytes(const Ob *piece) {
    return ob_is(piece, TYPE_BYTES) ? bytes_len(piece) : str_len(piece);
}

static void copy_piece(const Proc *p, const Ob *piece, uint8_t *to) {
    memcpy(to, ob_is(piece, TYPE_BYTES) ? bytes_data(piece) : (const uint8_t *)str_data(p, piece),
           (size_t)piece_bytes(piece));
}

/* The pieces as one bytes object; new. */
static Ob *joined(Proc *p, Ob *pending, int64_t len) {
    if (ob_is(pending, TYPE_BYTES)) return ob_newref(p, pending);
    Ob *bytes;
    if (ob_is(pending, TYPE_STR)) return bytes_new(p, str_data(p, pending), (size_t)len);
    bytes = bytes_new(p, NULL, (size_t)len);
    uint8_t *at = bytes ? ((BytesOb *)bytes)->ob_sval : NULL;
    for (int64_t i = 0; bytes && i < list_size(pending); i++) {
        copy_piece(p, list_item(pending, i), at);
        at += piece_bytes(list_item(pending, i));
    }
    return bytes;
}

/* _textiowrapper_writeflush */
bool text_write_pending(Proc *p, TextIoOb *t) {
    Ob *pending = t->pending_bytes;
    if (!pending) return true;
    img_serve(p);
    Ob *bytes = joined(p, pending, t->pending_bytes_count);
    img_serve_end(p);
    t->pending_bytes_count = 0;
    field_clear(p, &t->pending_bytes, t, SLOT_STREAM, IO_SLOT_PENDING);
    Ob *result = bytes ? ob_call_method(p, t->buffer, "write", &bytes, 1) : NULL;
    ob_xdecref(p, bytes);
    ob_xdecref(p, result);
    return result != NULL;
}

bool text_flush_below(Proc *p, TextIoOb *t) {
    Ob *result = ob_call_method(p, &t->base, "flush", NULL, 0);
    ob_xdecref(p, result);
    return result != NULL;
}

/* Up to 3.7 pieces are in a list from the first one on. Takes it. */
static bool add_listed(Proc *p, TextIoOb *t, Ob *piece) {
    Ob *list = t->pending_bytes ? NULL : list_new(p, 0);
    if (list) {
        t->pending_bytes_count = 0;
        field_set_take(p, &t->pending_bytes, list, t, SLOT_STREAM, IO_SLOT_PENDING);
    }
    bool good = t->pending_bytes && list_append(p, t->pending_bytes, piece) == 0;
    if (good) t->pending_bytes_count += piece_bytes(piece);
    ob_decref(p, piece);
    return good;
}

/* The new piece joins those that wait. Takes it. */
static bool add_pending(Proc *p, TextIoOb *t, Ob *piece) {
    if (!py_text_pieces_bare(p)) return add_listed(p, t, piece);
    int64_t len = piece_bytes(piece);
    int64_t joined_len = py_text_write_joins(p) ? len : t->pending_bytes_count + len - 1;
    if (t->pending_bytes && joined_len >= t->chunk_size && !text_write_pending(p, t)) {
        ob_decref(p, piece);
        return false;
    }
    bool good = true;
    if (!t->pending_bytes) {
        t->pending_bytes_count = 0;
        field_set_take(p, &t->pending_bytes, piece, t, SLOT_STREAM, IO_SLOT_PENDING);
    } else if (ob_is(t->pending_bytes, TYPE_LIST)) {
        good = list_append(p, t->pending_bytes, piece) == 0;
        ob_decref(p, piece);
    } else {
        Ob *list = list_new(p, 2);
        if (!list) {
            ob_decref(p, piece);
            return false;
        }
        list_init_item(p, list, 0, ob_newref(p, t->pending_bytes));
        list_init_item(p, list, 1, piece);
        field_set_take(p, &t->pending_bytes, list, t, SLOT_STREAM, IO_SLOT_PENDING);
    }
    if (good) t->pending_bytes_count += len;
    return good;
}

static bool has_char(const Proc *p, const Ob *text, uint32_t c) {
    for (int64_t i = 0; i < str_len(text); i++)
        if (str_char(p, text, i) == c) return true;
    return false;
}

/* The text with its line ends as they go into the file; new. */
static Ob *translated(Proc *p, TextIoOb *t, Ob *text) {
    if (!t->writetranslate || !t->writenl || !has_char(p, text, '\n')) return ob_newref(p, text);
    Ob *two[] = {str_from_char(p, '\n'), str_from_cstr(p, t->writenl == 1 ? "\r" : "\r\n")};
    Ob *result = two[0] && two[1] ? ob_call_method(p, text, "replace", two, 2) : NULL;
    ob_xdecref(p, two[1]);
    ob_xdecref(p, two[0]);
    return result;
}

/* _io_TextIOWrapper_write_impl */
Ob *text_write(Proc *p, TextIoOb *t, Ob *text) {
    if (!t->encoder) return io_unsupported(p, "not writable");
    bool ends = t->line_buffering && (has_char(p, text, '\n') || has_char(p, text, '\r'));
    Ob *out = translated(p, t, text);
    if (!out) return NULL;
    Ob *piece = NULL;
    if (str_is_ascii(out) && py_text_pieces_bare(p)) {
        piece = ob_newref(p, out);
    } else {
        char codec[32], errors[32];
        text_codec(p, t, codec, errors);
        piece = str_to_bytes(p, out, codec, errors);
    }
    ob_decref(p, out);
    t->encoding_start_of_stream = 0;
    if (!piece) return NULL;
    int64_t len = piece_bytes(piece);
    if (!add_pending(p, t, piece)) return NULL;
    if (len) img_emit(p, EV_FILE_KEEP, 0, t->pending_bytes_count, t, NULL, (uint64_t)len);
    int64_t full = t->chunk_size + !py_text_pieces_bare(p);
    if ((t->pending_bytes_count >= full || ends || t->write_through) && !text_write_pending(p, t))
        return NULL;
    if (ends) {
        Ob *flushed = ob_call_method(p, t->buffer, "flush", NULL, 0);
        if (!flushed) return NULL;
        ob_decref(p, flushed);
    }
    text_set_decoded(p, t, NULL);
    field_clear(p, &t->snapshot, t, SLOT_STREAM, IO_SLOT_SNAPSHOT);
    io_decoder_reset(p, t);
    return int_from_i64(p, str_len(text));
}
