/* lines.c - where the lines of the program begin. */
#include "watcher.h"

/* The instruction that ran last in each frame of the program that runs, outermost first. */
typedef struct Last {
    RealFrame *frame;
    int instr;
    int line; /* -1: none that a tracer would have been told of */
    bool generator;
} Last;

static Last last[2048];
static int nlast;
/* Frames of generators that wait, the newest over the oldest. */
static Last waiting[64];
static unsigned nwaiting;

static void keep_waiting(const Last *one) {
    enum { ROOM = sizeof waiting / sizeof *waiting };
    for (unsigned i = 0; i < ROOM; i++)
        if (waiting[i].frame == one->frame) waiting[i].frame = NULL;
    if (one->generator) waiting[nwaiting++ % ROOM] = *one;
}

/* The frame as it was when its generator stopped (at a yield from that runs again), or one that has just
 * begun. */
static Last begun_or_waiting(RealFrame *f, PyCodeObject *code, int instr) {
    bool generator = (code->co_flags & CO_GENERATOR) != 0;
    for (unsigned i = 0; i < sizeof waiting / sizeof *waiting; i++)
        if (generator && waiting[i].frame == f && instr >= waiting[i].instr) return waiting[i];
    return (Last){f, -1, -1, generator};
}

int line_begins(RealFrame *f, PyCodeObject *code, int instr) {
    while (nlast > 0 && last[nlast - 1].frame != f) {
        int at = nlast - 1;
        while (at >= 0 && last[at].frame != f) at--;
        if (at < 0) break;
        while (nlast > at + 1) keep_waiting(&last[--nlast]);
    }
    Last *now = nlast > 0 && last[nlast - 1].frame == f ? &last[nlast - 1] : NULL;
    if (!now) {
        if (nlast == (int)(sizeof last / sizeof *last)) give_up("too many frames");
        now = &last[nlast++];
        *now = begun_or_waiting(f, code, instr);
    }
    if (instr == 0 && now->line < 0) now->instr = -1;
    int before = now->instr, line_before = instr == 0 ? -1 : now->line;
    int offset = instr * (int)sizeof(_Py_CODEUNIT);
    now->instr = instr;
#if AT_LEAST(11)
    if (instr <= code->_co_firsttraceable) {
        now->line = -1;
        return -1;
    }
#endif
    int line = PyCode_Addr2Line(code, offset);
#if AT_LEAST(10)
    now->line = line;
    return line != -1 && (line != line_before || instr < before) ? line : -1;
#else
    PyAddrPair bounds;
    _PyCode_CheckLineNumber(code, offset, &bounds);
    now->line = line;
    (void)line_before;
    return offset == bounds.ap_lower || instr < before ? line : -1;
#endif
}
