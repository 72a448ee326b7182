/* watcher.h - what the memory of a real CPython looks like before each line of a program.
 *
 * watch.py builds this folder against the headers of one interpreter and preloads it into a run of
 * that interpreter. It does not trace: a tracer makes frame objects, line tables, bound methods,
 * tuples and other instructions, and memory is what is to be seen. Each instruction passes by
 * intercept.c before it runs, with no object made and no reference taken; lines.c says whether a
 * line begins with it; record.c writes what frames.c, objects.c and memory.c find.
 *
 * Before the first line, free blocks and free pools are taken away for good, so that the program
 * finds a heap as empty as in the simulator. Each record is one line of JSON on the descriptor
 * WATCH_FD; record.py says what is kept of it. */
#ifndef WATCHER_H
#define WATCHER_H

#define _GNU_SOURCE 1
#define PY_SSIZE_T_CLEAN
#define Py_BUILD_CORE_MODULE 1
#define Py_BUILD_CORE 1
#include <Python.h>
#include <frameobject.h>
#include <opcode.h>

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AT_LEAST(minor) (PY_VERSION_HEX >= (3 << 24 | (minor) << 16))
#if AT_LEAST(11)
#include "internal/pycore_frame.h"
#endif
#if AT_LEAST(9)
#include "internal/pycore_interp.h"
#endif
#if AT_LEAST(13)
#include "internal/pycore_dict.h"
#include "internal/pycore_obmalloc.h"
#endif
#if AT_LEAST(8)
#include "internal/pycore_pystate.h"
#elif AT_LEAST(7)
#include "internal/mem.h"
#include "internal/pystate.h"
#endif

/* ---- words.c: the text of a record ---------------------------------------------------------- */

extern int record_fd;
void put(const char *format, ...);
/* Bytes as characters up to U+00FF; record.py makes text of them again. */
void put_bytes(const char *text, size_t length);
/* A str of ASCII, "?" for another. */
void put_str(PyObject *text);
/* What the program has written since the last record. */
void put_written(void);
void end_record(void);
/* The characters of a str of ASCII, else NULL. */
const char *ascii(PyObject *text, size_t *length);
/* The interpreter cannot be watched: end it, with the reason. */
__attribute__((noreturn)) void give_up(const char *why);

/* ---- library.c: what lies where in the interpreter's library -------------------------------- */

/* Static variables of the interpreter, by the symbols of the library's file; NULL where a version
 * has none of that name. */
extern void **opcode_targets;
extern void *arenas_symbol, *maxarenas_symbol, *usedpools_symbol;
extern void *generations_symbol, *generation_stats_symbol; /* up to 3.6 */
void find_symbols(void);
bool in_library(const void *address);
uintptr_t library_end(void);

/* ---- memory.c: obmalloc's pools ------------------------------------------------------------- */

/* Size of the block at `address`, 0 when it comes from elsewhere. */
unsigned block_bytes(const void *address);
/* How many blocks of each size are in use. */
void put_used(void);
/* Every free pool, and every free block of the pools in use, is taken and never given back. */
void take_free_memory(void);

/* ---- collector.c: gcmodule's lists ---------------------------------------------------------- */

void find_collector(void);
PyGC_Head *gc_head(PyObject *o);
bool is_tracked(PyObject *o);
bool has_gc_head(PyObject *o);
/* Counters, runs and what was collected, generation by generation. */
void put_generations(void);
/* Calls `found` for each object of each list; nothing while a collection runs. */
void each_tracked(void (*found)(PyObject *o, int generation));

/* ---- objects.c: the objects of a record ----------------------------------------------------- */

/* What must not be looked into: the namespace of the program and that of the built-in names. */
void objects_leave_out(PyObject *globals, PyObject *builtins);
void objects_begin(void);
/* The object is part of the record, `depth` references away from a name; what it is called there. */
unsigned long name_of(PyObject *o, int depth);
/* All that the names lead to, then each of them. */
void put_objects(void);

/* ---- sizes.c: __sizeof__, with an allocator of our own meanwhile ---------------------------- */

void sizes_prepare(void);
/* From here to sizes_end nothing that is asked of the interpreter touches its heap. */
void sizes_begin(void);
void sizes_end(void);
/* With what lies in front of the object; -1 when its type does not say. */
Py_ssize_t size_of(PyObject *o);

/* ---- frames.c ------------------------------------------------------------------------------- */

#if AT_LEAST(11)
typedef _PyInterpreterFrame RealFrame;
#else
typedef PyFrameObject RealFrame;
#endif

extern const char *program_path;
RealFrame *current_frame(void);
/* The code of a frame that runs instructions, else NULL. */
PyCodeObject *code_of(RealFrame *f);
bool in_program(const PyCodeObject *code);
/* From now on the program is known by that very string, too. */
void program_is(PyCodeObject *code);
/* How many functions of the program run in it. */
int depth_of(RealFrame *f);
/* Global and local names, each with its object. */
void put_names(RealFrame *f, PyCodeObject *code);

/* ---- record.c, lines.c ---------------------------------------------------------------------- */

void record(RealFrame *f, PyCodeObject *code, int line);
/* The line that begins with instruction `instr`, -1 when none does: where Python/ceval.c
 * (maybe_call_line_trace) would tell a tracer so. */
int line_begins(RealFrame *f, PyCodeObject *code, int instr);

#endif
