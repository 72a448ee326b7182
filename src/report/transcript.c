/* transcript.c - a run told in sentences, and its events as JSON Lines. */
#include <inttypes.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "image/image.h"
#include "report/report.h"

#include <string.h>

typedef struct Narrator {
    Engine *e;
    const Program *program;
    Grain grain;
    FILE *out;
} Narrator;

/* Steps, the end and what is printed are the skeleton of every transcript; lines give the events
 * below them a place. */
static bool belongs(const Event *event, Grain grain) {
    switch ((EventKind)event->kind) {
    case EV_STEP:
    case EV_END:
    case EV_EXIT:
    case EV_PRINT: return true;
    case EV_INSTR:
        if (grain == MOVE_INSTRUCTION || grain == MOVE_ALL_EVENTS) return true;
        return grain != MOVE_STEP && event->flags & EVF_LINE && event->c > 0;
    default: break;
    }
    EventGrain of = event_grain_of(event);
    if (grain == MOVE_PHASE) return of == GRAIN_PHASE;
    return grain == MOVE_ALL_EVENTS || (grain == MOVE_EVENT && of != GRAIN_STACK);
}

/* The text of a source line (from 1) without its end. */
static void put_line(StrBuf *out, const Program *program, uint64_t line) {
    const char *at = program->source;
    for (uint64_t i = 1; i < line && at; i++) {
        at = strchr(at, '\n');
        if (at) at++;
    }
    if (at) sb_write(out, at, strcspn(at, "\n"));
}

static void narrate(uint64_t number, const Event *event, void *context) {
    const Narrator *narrator = context;
    if (!belongs(event, narrator->grain)) return;
    StrBuf words = {0}, safe = {0};
    bool line = event->kind == EV_INSTR && event->flags & EVF_LINE && event->c > 0;
    bool instruction = narrator->grain == MOVE_INSTRUCTION || narrator->grain == MOVE_ALL_EVENTS;
    if (line && !instruction) {
        StrBuf text = {0};
        put_line(&text, narrator->program, event->c);
        sb_printf(&words, _("line %d: %s"), (int)event->c, sb_text(&text));
        sb_free(&text);
    } else {
        engine_sentence(narrator->e, event, &words);
    }
    safe_text(&safe, sb_text(&words), words.len, false, false);
    bool part = event->kind == EV_STEP || event->kind == EV_END || event->kind == EV_EXIT;
    int depth = part ? 0 : event->kind == EV_INSTR ? 2 : 4;
    fprintf(narrator->out, "%8" PRIu64 "  %*s%s\n", number, depth, "", sb_text(&safe));
    sb_free(&words);
    sb_free(&safe);
}

/* Sentences are made in the run itself, while the image stands at their event. */
void report_text(Engine *e, const Program *program, uint64_t to, Grain grain, FILE *out) {
    Narrator narrator = {e, program, grain, out};
    engine_tell(e, to, narrate, &narrator);
}

typedef struct EventWriter {
    FILE *out;
} EventWriter;

static void write_event(uint64_t number, const Event *event, void *context) {
    FILE *out = ((EventWriter *)context)->out;
    fprintf(out, "{\"event\": %" PRIu64 ", \"kind\": ", number);
    json_write_string(out, event_name((EventKind)event->kind));
    if (event->a) fprintf(out, ", \"a\": \"0x%" PRIx64 "\"", SIM_BASE + event->a);
    if (event->b) fprintf(out, ", \"b\": \"0x%" PRIx64 "\"", SIM_BASE + event->b);
    if (event->c) fprintf(out, ", \"c\": %" PRIu64, event->c);
    fprintf(out, ", \"n\": %" PRId32 ", \"small\": %u}\n", event->n, event->small);
}

void report_events(Engine *e, uint64_t to, FILE *out) {
    EventWriter writer = {out};
    engine_tell(e, to, write_event, &writer);
}
