/* observe.c - run a program line by line and print what the memory of the simulated process looks
 * like.
 *
 * usage: observe VERSION PROGRAM.py
 *
 * One JSON object per line that is about to run: where we stand, the collector's counters, blocks
 * in use per size class, what was written, and every object that the names of the module (and of
 * the innermost function) lead to within DEPTH references. compare.py holds these against what a
 * real interpreter showed. Objects are called by the path that leads to them: "a" a name, "a.0" the
 * first reference of that object, "f:x" a local name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc/alloc_view.h"
#include "base/diag.h"
#include "base/os.h"
#include "engine/engine.h"
#include "gc/gc_view.h"
#include "object/code/frame.h"
#include "object/container/dict.h"
#include "object/container/list.h"
#include "object/container/set.h"
#include "object/text/str.h"
#include "object/type/instance.h"
#include "vm/vm.h"

enum { SOURCE_LIMIT = 1 << 20, DEPTH = 3, CHILDREN = 12, MAX_NAMES = 200, NAME_BYTES = 120 };

typedef struct Walk {
    Proc *p;
    char path[NAME_BYTES];
    int depth;
    int child; /* number of the reference that is visited */
    bool first;
    Ob *seen[4096];
    int nseen;
} Walk;

/* The size field of either kind of keys, as sys.getsizeof counts it. */
static const char *dict_state(Proc *p, Ob *o) {
    if (!(o->ob_type->flags & TYPE_HEAP)) return NULL;
    InstanceView view;
    instance_view(p, o, &view);
    switch (view.form) {
    case INSTANCE_DICT: return "dict";
    case INSTANCE_INLINE_VALUES:
    case INSTANCE_EMBEDDED_VALUES: return view.dict ? "dict+values" : "values";
    case INSTANCE_NO_ATTRS:
    case INSTANCE_EMPTY: return NULL;
    }
    return NULL;
}

static bool has_children(const Ob *o) {
    if (o->ob_type->flags & TYPE_HEAP) return true;
    switch (ob_kind(o)) {
    case TYPE_LIST:
    case TYPE_TUPLE:
    case TYPE_DICT:
    case TYPE_SET:
    case TYPE_FROZENSET:
    case TYPE_CELL:
    case TYPE_METHOD: return true;
    default: return false;
    }
}

static int show(Proc *p, Ob *o, void *walk);

static void show_fields(Walk *w, Ob *o) {
    Proc *p = w->p;
    char type[NAME_BYTES];
    str_utf8(p, o->ob_type->tp_name, type, sizeof type);
    /* What start-up made has no block of the program: the counts of such objects are not compared.
     */
    void *block = img_in_segment(p, SEG_STATE, o) ? NULL : ob_block(p, o);
    bool own = block && !(img_side(p, block)->serial & SERIAL_OTHER);
    bool tracked = ob_is_gc(o) && ob_gc_is_tracked(p, o);
    printf("%s\"%s\":{\"a\":%llu,\"type\":\"%s\",\"own\":%d,\"rc\":%lld,\"size\":%lld,\"blk\":%zu,"
           "\"gen\":%d",
           w->first ? "" : ",", w->path, (unsigned long long)img_vaddr(p, o), type, own,
           (long long)o->ob_refcnt, (long long)ob_getsizeof(p, o),
           own ? mem_block_bytes(p, block) : 0, tracked ? gc_view_generation(p, o) : -1);
    w->first = false;
    if (ob_is(o, TYPE_LIST)) {
        const ListOb *list = (const ListOb *)o;
        printf(",\"len\":%lld,\"alloc\":%lld", (long long)list->base.ob_size,
               (long long)list->allocated);
        if (list->ob_item) printf(",\"items\":%zu", mem_block_bytes(p, list->ob_item));
    } else if (ob_is(o, TYPE_TUPLE)) {
        printf(",\"len\":%lld", (long long)((const VarOb *)o)->ob_size);
    } else if (ob_is(o, TYPE_DICT)) {
        const DictOb *dict = (const DictOb *)o;
        printf(",\"len\":%lld,\"split\":%d", (long long)dict->ma_used, dict->ma_values != NULL);
        if (img_in_segment(p, SEG_ARENA, dict->ma_keys))
            printf(",\"keys\":%zu", mem_block_bytes(p, dict->ma_keys));
    } else if (ob_is(o, TYPE_SET) || ob_is(o, TYPE_FROZENSET)) {
        const SetOb *set = (const SetOb *)o;
        printf(",\"len\":%lld,\"mask\":%lld", (long long)set->used, (long long)set->mask);
    }
    const char *state = dict_state(p, o);
    if (state) printf(",\"state\":\"%s\"", state);
    if (state) {
        InstanceView view;
        instance_view(p, o, &view);
        if (view.values_block) printf(",\"values\":%zu", mem_block_bytes(p, view.values_block));
    }
    putchar('}');
}

static void show_path(Walk *w, Ob *o) {
    show_fields(w, o);
    if (w->depth >= DEPTH || !has_children(o) || w->nseen == (int)ARRAY_LEN(w->seen)) return;
    for (int i = 0; i < w->nseen; i++)
        if (w->seen[i] == o) return;
    w->seen[w->nseen++] = o;
    int child = w->child;
    w->child = 0;
    w->depth++;
    ob_traverse(w->p, o, show, w);
    w->depth--;
    w->child = child;
}

static int show(Proc *p, Ob *o, void *context) {
    Walk *w = context;
    if (ob_is(o, TYPE_TYPE) && img_in_segment(p, SEG_STATE, o))
        return 0; /* built-in types are not recorded */
    size_t len = strlen(w->path);
    if (w->child >= CHILDREN || len + 8 > sizeof w->path) return 0;
    snprintf(w->path + len, sizeof w->path - len, ".%d", w->child++);
    show_path(w, o);
    w->path[len] = '\0';
    return 0;
}

/* Names in alphabetical order: where two lead to one object, its references are told at the first.
 */
typedef struct Name {
    char text[60];
    Ob *value;
} Name;

static int by_text(const void *a, const void *b) {
    return strcmp(((const Name *)a)->text, ((const Name *)b)->text);
}

static void add_name(Proc *p, Name *names, int *n, Ob *name, Ob *value) {
    if (*n == MAX_NAMES || !value || !ob_is(name, TYPE_STR)) return;
    str_utf8(p, name, names[*n].text, sizeof names->text);
    names[*n].value = value;
    if (strncmp(names[*n].text, "__", 2) != 0) ++*n;
}

static void show_names(Walk *w, const char *prefix, Name *names, int n) {
    qsort(names, (size_t)n, sizeof *names, by_text);
    for (int i = 0; i < n; i++) {
        int len = snprintf(w->path, sizeof w->path, "%s%s", prefix, names[i].text);
        if ((size_t)len < sizeof w->path) show_path(w, names[i].value);
    }
}

static int dict_names(Proc *p, Ob *dict, Name *names) {
    Ob *key, *value;
    int64_t at = 0;
    int n = 0;
    while (dict_next(p, dict, &at, &key, &value)) add_name(p, names, &n, key, value);
    return n;
}

static void show_objects(Proc *p) {
    Walk w = {.p = p, .first = true};
    Name names[MAX_NAMES];
    w.seen[w.nseen++] = vm_main_dict(p);
    show_names(&w, "", names, dict_names(p, vm_main_dict(p), names));
    const Frame *f = vm_frame(p);
    if (!f || f->f_locals == vm_main_dict(p)) return;
    int n = 0;
    if (f->f_locals)
        n = dict_names(p, f->f_locals, names);
    else
        for (int i = 0; i < f->f_code->co_nlocalsplus; i++)
            add_name(p, names, &n, code_slot_name(f->f_code, i), f->localsplus[i]);
    show_names(&w, "f:", names, n);
}

static void show_used(Proc *p) {
    ClassView classes[64];
    AllocStats stats;
    alloc_view_stats(p, &stats);
    alloc_view_classes(p, classes);
    bool first = true;
    for (uint32_t i = 0; i < stats.nclasses; i++) {
        if (!classes[i].allocated) continue;
        printf("%s\"%u\":%llu", first ? "" : ",", classes[i].block_bytes,
               (unsigned long long)classes[i].allocated);
        first = false;
    }
}

static void put_text(const char *text, size_t len) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 32)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
}

static void observe(Engine *e, size_t *written) {
    /* The snapshots read only; the engine lends its process as const for that reason. */
    Proc *p = (Proc *)(uintptr_t)engine_proc(e);
    const Frame *f = vm_frame(p);
    char function[NAME_BYTES] = "";
    int nested = 0;
    if (f) str_utf8(p, f->f_code->co_name, function, sizeof function);
    for (const Frame *at = f; at; at = at->f_back)
        nested += at->f_locals == NULL || at->f_locals != vm_main_dict(p);
    printf("{\"func\":\"%s\",\"line\":%d,\"depth\":%d,\"count\":[", function, vm_line(p), nested);
    for (int i = 0; i < 3; i++) printf("%s%d", i ? "," : "", p->ob->generations[i].count);
    printf("],\"runs\":[");
    for (int i = 0; i < 3; i++)
        printf("%s%lld", i ? "," : "", (long long)gc_stats(p, i)->collections);
    printf("],\"collected\":[");
    for (int i = 0; i < 3; i++)
        printf("%s%lld", i ? "," : "", (long long)gc_stats(p, i)->collected);
    printf("],\"sizes\":[%lld,%lld,%lld]", (long long)gc_view_size(p, 0),
           (long long)gc_view_size(p, 1), (long long)gc_view_size(p, 2));
    size_t len;
    const char *text = engine_stdout(e, &len);
    printf(",\"out\":\"");
    put_text(text + *written, len - *written);
    *written = len;
    printf("\",\"used\":{");
    show_used(p);
    printf("},\"objects\":");
    /* While the interpreter shuts down there is no module to look at. */
    printf(vm_main_dict(p) ? "{" : "null");
    if (f && vm_main_dict(p)) show_objects(p);
    printf(vm_main_dict(p) ? "}}\n" : "}\n");
}

int main(int argc, char **argv) {
    PythonVersion version = argc == 3 ? version_named(argv[1]) : PY_COUNT;
    if (version == PY_COUNT) {
        fprintf(stderr, "usage: observe VERSION PROGRAM.py\n");
        return 2;
    }
    const Profile *profile = profile_of(version); /* also one that is not offered yet */
    char *source = NULL;
    size_t len = 0;
    if (os_read_file(argv[2], SOURCE_LIMIT, &source, &len) != 0) {
        fprintf(stderr, "observe: cannot read %s\n", argv[2]);
        return 2;
    }
    Program *program = program_from_source(argv[2], source, profile);
    program->exit_at_end = true;
    DiagList diags = {0};
    Engine *e = engine_new(program, NULL, &diags);
    if (!e) {
        fprintf(stderr, "observe: %s does not compile\n", argv[2]);
        return 1;
    }
    size_t written = 0;
    while (engine_move(e, MOVE_LINE, +1)) observe(e, &written);
    engine_free(e);
    program_free(program);
    free(source);
    return 0;
}
