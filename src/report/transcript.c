/* transcript.c - a run told in sentences, and its events as JSON Lines. */
#include <inttypes.h>

#include "base/i18n.h"
#include "base/safe_text.h"
#include "image/image.h"
#include "report/report.h"

#include <string.h>

/* Positions are visited one by one, so that each sentence is made while the image stands at its event. */
void report_text(Engine *e, uint64_t to, Grain grain, FILE *out) {
    while (engine_now(e) < to) {
        uint64_t before = engine_now(e);
        if (!engine_move(e, grain, +1)) break;
        if (engine_now(e) > to) {
            engine_seek(e, to);
            if (engine_now(e) == before) break;
        }
        Snapshot *snap = engine_snapshot(e, WANT_EVENTS, before);
        StrBuf text = {0};
        for (int i = 0; i < snap->nevents; i++) {
            const SnapEvent *event = &snap->events[i];
            if (event->grain == GRAIN_STACK && grain != MOVE_ALL_EVENTS) continue;
            sb_printf(&text, "%8" PRIu64 "  ", event->number);
            safe_text(&text, event->sentence, strlen(event->sentence), false, false);
            sb_putc(&text, '\n');
        }
        fputs(sb_text(&text), out);
        sb_free(&text);
        snapshot_free(snap);
    }
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
