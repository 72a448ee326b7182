/* record.c - one record: where the program stands, and its memory. */
#include "watcher.h"

void record(RealFrame *f, PyCodeObject *code, int line) {
    objects_begin();
    put("{\"func\":");
    put_str(code->co_name);
    put(",\"line\":%d,\"depth\":%d", line, depth_of(f));
    put_generations();
    put(",\"out\":");
    put_written();
    put_used();
    put_names(f, code);
    put(",\"objects\":");
    put_objects();
    put("}\n");
    end_record();
}
