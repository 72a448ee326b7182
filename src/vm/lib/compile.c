/* compile.c - code objects from text while the program runs (Python/bltinmodule.c, builtin_compile_impl).
 *
 * Entries: builtin_compile, and source_compile for exec and eval. */
#include "vm/lib/compile.h"

#include <string.h>

#include "object/container/tuple.h"
#include "object/exception/exception.h"
#include "object/number/int.h"
#include "object/protocol/named_args.h"
#include "object/text/bytes.h"
#include "object/text/str.h"
#include "vm/lib/builtins.h"
#include "vm/lib/tree_objects.h"
#include "vm/loop/state.h"

unsigned inherited_future(const Proc *p) {
    const Frame *f = p->tstate->frame;
    return f ? (unsigned)f->f_code->co_flags & CO_FUTURE_MASK : 0;
}

/* The code and all that it holds know the file by the object that the caller named it with. */
static void set_filename(Proc *p, CodeOb *code, Ob *filename) {
    Ob *old = code->co_filename;
    code->co_filename = ob_newref(p, filename);
    ob_decref(p, old);
    for (int64_t i = 0; i < tuple_size(code->co_consts); i++) {
        Ob *constant = tuple_item(code->co_consts, i);
        if (ob_is(constant, TYPE_CODE)) set_filename(p, (CodeOb *)constant, filename);
    }
}

/* The text of a str or bytes in SEG_TEXT: the run may be left at any event of the compilation, so the
 * host's memory cannot keep it. */
static char *text_of(Proc *p, Ob *source, size_t *len) {
    bool bytes = ob_is(source, TYPE_BYTES);
    *len = bytes ? (size_t)bytes_len(source) : str_utf8(p, source, NULL, 0);
    char *text = img_carve(p, SEG_TEXT, *len + 1, 1);
    if (bytes)
        memcpy(text, bytes_data(source), *len);
    else
        str_utf8(p, source, text, *len + 1);
    text[*len] = '\0';
    return text;
}

/* The same, of a source; NULL with an exception. */
static char *source_of(Proc *p, Ob *source, size_t *len) {
    char *text = text_of(p, source, len);
    if (!memchr(text, '\0', *len)) return text;
    err_format(p, py_null_byte_is_syntax(p) ? EXC_SyntaxError : EXC_ValueError,
               "source code string cannot contain null bytes");
    return NULL;
}

CodeOb *source_compile(Proc *p, Ob *source, Ob *filename, LangMode mode, unsigned future,
                       int optimize) {
    size_t len, skip = 0, file_len;
    const char *text = source_of(p, source, &len);
    if (!text) return NULL;
    if (py_compile_counts_levels(p) && p->tstate->recursion_depth >= p->ob->recursion_limit) {
        err_format(p, EXC_RecursionError, "maximum recursion depth exceeded during compilation");
        return NULL;
    }
    const char *file = filename ? text_of(p, filename, &file_len) : NULL;
    while (mode == LANG_EXPR && !filename && skip < len &&
           (text[skip] == ' ' || text[skip] == '\t'))
        skip++;
    CompileText ask = {.source = text + skip,
                       .len = len - skip,
                       .file = file,
                       .mode = mode,
                       .future = future,
                       .optimize = optimize,
                       .warns = true};
    DiagList diags = {0};
    const CodeUnit *unit = code_compile(p, &ask, &diags);
    CodeOb *code = NULL;
    if (unit) {
        code = code_make(p, unit, false);
        if (code && filename) set_filename(p, code, filename);
    } else {
        SyntaxMistake mistake = code_mistake(p, file, false, ask.source, ask.len, mode, &diags);
        code_raise_syntax_error(p, &mistake);
    }
    return code;
}

/* PyUnicode_FSDecoder: str or bytes; new. */
static Ob *file_name(Proc *p, Ob *given) {
    if (ob_is(given, TYPE_STR)) return ob_newref(p, given);
    if (ob_is(given, TYPE_BYTES))
        return str_new(p, (const char *)bytes_data(given), (size_t)bytes_len(given));
    return err_format(p, EXC_TypeError, "expected str, bytes or os.PathLike object, not %N",
                      given->ob_type);
}

static bool mode_of(Proc *p, Ob *given, LangMode *mode) {
    static const struct {
        const char *name;
        LangMode mode;
    } modes[] = {{"exec", LANG_MODULE}, {"eval", LANG_EXPR}, {"single", LANG_CELL}};
    if (!ob_is(given, TYPE_STR)) {
        err_argument_type(p, "compile", 3, "mode", "str", given);
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        if (!str_eq_cstr(p, given, modes[i].name)) continue;
        *mode = modes[i].mode;
        return true;
    }
    err_format(p, EXC_ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    return false;
}

/* flags, dont_inherit and optimize; each may be left out. */
static bool settings_of(Proc *p, Ob *const *given, unsigned *future, int *optimize, bool *tree) {
    enum {
        FLAGS,
        DONT_INHERIT,
        OPTIMIZE,
        FUTURE = 0x1FE0000,
        KNOWN = FUTURE | 0x10 | 0x200 | PYCF_ONLY_AST
    };
    int shift = py_future_flags_low(p) ? 4 : 0;
    int64_t flags = 0, level = -1;
    if (given[FLAGS] && ob_as_int_arg(p, given[FLAGS], &flags) < 0) return false;
    int alone = given[DONT_INHERIT] ? ob_is_true(p, given[DONT_INHERIT]) : 0;
    if (alone < 0 || (given[OPTIMIZE] && ob_as_int_arg(p, given[OPTIMIZE], &level) < 0))
        return false;
    flags = (flags & ~((int64_t)FUTURE | FUTURE >> shift)) | (flags & FUTURE >> shift) << shift |
            (shift && flags & ~((int64_t)FUTURE >> shift) & FUTURE ? 1 << 30 : 0);
    if (flags & ~(int64_t)KNOWN) {
        err_format(p, EXC_ValueError, "compile(): unrecognised flags");
        return false;
    }
    if (level < -1 || level > 2) {
        err_format(p, EXC_ValueError, "compile(): invalid optimize value");
        return false;
    }
    *future = (unsigned)flags & CO_FUTURE_MASK;
    if (!alone) *future |= inherited_future(p);
    *optimize = level > 0 ? (int)level : 0;
    *tree = flags & PYCF_ONLY_AST;
    return true;
}

/* compile(..., PyCF_ONLY_AST): of a tree itself. */
static Ob *tree_compile(Proc *p, Ob *source, Ob *file, LangMode mode) {
    if (tree_is_node(p, source)) return ob_newref(p, source);
    size_t len, file_len;
    const char *text = source_of(p, source, &len);
    if (!text) return NULL;
    return tree_objects(p, text, len, text_of(p, file, &file_len), mode);
}

static bool is_source(const Ob *o) { return ob_is(o, TYPE_STR) || ob_is(o, TYPE_BYTES); }

/* A tree is compiled by the text that it stands for. */
static Ob *node_compile(Proc *p, Ob *node, Ob *file, LangMode mode, unsigned future, int optimize) {
    Ob *source = tree_source(p, node);
    if (!source) return NULL;
    Ob *code = (Ob *)source_compile(p, source, file, mode, future, optimize);
    ob_decref(p, source);
    return code;
}

BUILTIN_FUNCTION(builtin_compile) {
    (void)self;
    static const char *const names[] = {"source", "filename",     "mode",
                                        "flags",  "dont_inherit", "optimize"};
    enum { SOURCE, FILENAME, MODE, FLAGS, COUNT = 6 };
    const Signature signature = {"compile", names, COUNT, 0, 3, COUNT};
    Ob *given[COUNT];
    if (!parser_ready(p, PARSER_COMPILE, kwnames != NULL)) return NULL;
    if (!named_args(p, &signature, args, nargs, kwnames, given)) return NULL;
    Ob *file = file_name(p, given[FILENAME]);
    if (!file) return NULL;
    LangMode mode;
    unsigned future;
    int optimize;
    bool tree;
    Ob *code = NULL;
    if (!ob_is(given[MODE], TYPE_STR)) {
        (void)mode_of(p, given[MODE], &mode);
    } else if (settings_of(p, given + FLAGS, &future, &optimize, &tree) &&
               mode_of(p, given[MODE], &mode)) {
        bool node = !is_source(given[SOURCE]) && tree_is_node(p, given[SOURCE]);
        if (tree && (node || is_source(given[SOURCE])))
            code = tree_compile(p, given[SOURCE], file, mode);
        else if (node)
            code = node_compile(p, given[SOURCE], file, mode, future, optimize);
        else if (is_source(given[SOURCE]))
            code = (Ob *)source_compile(p, given[SOURCE], file, mode, future, optimize);
        else
            err_format(p, EXC_TypeError, "compile() arg 1 must be a string, bytes or AST object");
    }
    ob_decref(p, file);
    return code;
}
