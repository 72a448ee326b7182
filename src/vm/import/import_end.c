/* import_end.c - imports while the end of the interpreter takes sys apart: importlib looks along sys.path, finds None,
 * and the exception leaves through its frames, which tracebacks show (Lib/importlib/_bootstrap.py,
 * _bootstrap_external.py). Called by load.c. */
#include "lang/compile.h"
#include "object/container/dict.h"
#include "object/exception/exception.h"
#include "object/protocol/abstract.h"
#include "vm/import/import.h"

/* The functions on that way, with the line of the real one that calls the next or fails; columns 3.6 to 3.13. What they do
 * here is to hand None on until somebody needs more than that. */
typedef struct Stop {
    const char *code;
    int lines[PY_COUNT];
} Stop;

static const Stop in_bootstrap[] = {
    {"def _find_spec(path, cache): return find_spec(path, cache)",
     {894, 906, 914, 925, 945, 1078, 1262, 1262}},
    {"def _find_and_load_unlocked(path, cache): return _find_spec(path, cache)",
     {951, 963, 971, 982, 1002, 1138, 1322, 1322}},
    {"def _find_and_load(path, cache): return _find_and_load_unlocked(path, cache)",
     {971, 983, 991, 1007, 1027, 1176, 1360, 1360}},
};
static const Stop without_path[] = {
    {"def _get_spec(path, cache): return [entry for entry in path]",
     {1123, 1246, 1373, 1389, 1405, 1470, 1493, 1524}},
    {"def find_spec(path, cache): return _get_spec(path, cache)",
     {1157, 1280, 1407, 1423, 1439, 1504, 1524, 1555}},
};
static const Stop without_cache[] = {
    {"def _path_importer_cache(cache): return cache[0]",
     {1096, 1219, 1346, 1362, 1372, 1437, 1481, 1512}},
    {"def _get_spec(path, cache): return _path_importer_cache(cache)",
     {1126, 1249, 1376, 1392, 1408, 1473, 1496, 1527}},
    {"def find_spec(path, cache): return _get_spec(path, cache)",
     {1157, 1280, 1407, 1423, 1439, 1504, 1524, 1555}},
};

/* Run a text that has each function in its line. False with an exception. */
static bool define(Proc *p, const char *file, const Stop *stops, size_t count, Ob *names) {
    StrBuf text = {0};
    for (size_t i = 0, line = 1; i < count; i++, line++) {
        for (; (int)line < stops[i].lines[p->s->profile.version]; line++) sb_putc(&text, '\n');
        sb_printf(&text, "%s\n", stops[i].code);
    }
    DiagList diags = {0};
    const LangOptions options = {.family = p->s->profile.version};
    CodeUnit *unit = lang_compile_with(text.data, text.len, file, LANG_MODULE, &options, &diags);
    sb_free(&text);
    OURO_ASSERT(unit != NULL);
    const CodeUnit *kept = code_copy_unit(p, unit);
    code_unit_free(unit);
    diag_free(&diags);
    CodeOb *code = code_make(p, kept, false);
    Frame *f = code ? code_frame(p, code, names, names, NULL) : NULL;
    if (code) ob_decref(p, &code->base.ob);
    Ob *result = f ? eval_nested(p, f) : NULL;
    ob_xdecref(p, result);
    return result != NULL;
}

Ob *import_without(Proc *p, ImportLoss loss) {
    bool cache = loss == IMPORT_NO_CACHE;
    Ob *names = dict_new(p), *none = OB_NONE(p), *args[] = {none, none};
    bool good =
        names && dict_setitem_cstr(p, names, "__builtins__", p->ob->builtins_dict) == 0 &&
        define(p, "<frozen importlib._bootstrap_external>", cache ? without_cache : without_path,
               cache ? ARRAY_LEN(without_cache) : ARRAY_LEN(without_path), names) &&
        define(p, "<frozen importlib._bootstrap>", in_bootstrap, ARRAY_LEN(in_bootstrap), names);
    Ob *first = good ? dict_getitem_cstr(p, names, "_find_and_load") : NULL;
    Ob *result = first ? ob_call(p, first, args, ARRAY_LEN(args), NULL) : NULL;
    OURO_ASSERT(result == NULL);
    ob_xdecref(p, names);
    return NULL;
}
