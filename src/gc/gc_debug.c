/* gc_debug.c - what gc.set_debug makes a collection print on the simulated standard error. Called
 * by collect.c. Source: Modules/gcmodule.c, debug_cycle, show_stats_each_generations. */
#include <stdarg.h>
#include <stdio.h>

#include "gc/gc_lists.h"
#include "object/container/list.h"
#include "object/protocol/abstract.h"
#include "object/text/str.h"
#include "object/type/type.h"

OURO_PRINTF(2, 3) static void print(Proc *p, const char *format, ...) {
    char text[400];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n > 0 && p->hooks.write_stderr)
        p->hooks.write_stderr(p, text, min_size((size_t)n, sizeof text - 1));
}

void gc_debug_begin(Proc *p, int generation) {
    if (!(p->gc->debug & GC_DEBUG_STATS)) return;
    const GcGeneration *g = p->ob->generations;
    print(p, "gc: collecting generation %d...\n", generation);
    print(p, "gc: objects in each generation: %lld %lld %lld\n",
          (long long)gc_list_size(&g[0].head),
          (long long)(gc_list_size(&g[1].head) + gc_startup_absent(p, 1)),
          (long long)(gc_list_size(&g[2].head) + gc_startup_absent(p, 2)));
    print(p, "gc: objects in permanent generation: %lld\n", (long long)gc_freeze_count(p));
}

void gc_debug_list(Proc *p, int flag, const char *what, const GcHead *list) {
    if (!(p->gc->debug & flag)) return;
    for (const GcHead *g = gc_next(list); g != list; g = gc_next(g)) {
        Ob *o = gc_object(p, g);
        char name[200];
        str_utf8(p, type_name(o->ob_type), name, sizeof name);
        print(p, "gc: %s <%s 0x%llx>\n", what, name, (unsigned long long)img_vaddr(p, o));
    }
}

void gc_dump_shutdown_stats(Proc *p) {
    Ob *garbage = p->gc->garbage;
    if (p->gc->debug & GC_DEBUG_SAVEALL || list_size(garbage) == 0) return;
    if (!(p->gc->debug & GC_DEBUG_UNCOLLECTABLE))
        return; /* a warning that is not shown by itself */
    Ob *repr = ob_repr(p, garbage);
    if (!repr) {
        err_write_unraisable(p, garbage);
        return;
    }
    size_t need = str_utf8(p, repr, NULL, 0) + 1;
    char *text = img_carve(p, SEG_TEXT, need, 1);
    str_utf8(p, repr, text, need);
    ob_decref(p, repr);
    print(p, "      ");
    if (p->hooks.write_stderr) p->hooks.write_stderr(p, text, need - 1);
    print(p, "\n");
}

/* No time passes in the simulated process. */
void gc_debug_end(Proc *p, int64_t collected, int64_t uncollectable) {
    if (!(p->gc->debug & GC_DEBUG_STATS)) return;
    print(p, "gc: done, %lld unreachable, %lld uncollectable, 0.0000s elapsed\n",
          (long long)(collected + uncollectable), (long long)uncollectable);
}
