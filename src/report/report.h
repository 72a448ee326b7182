/* report.h - what a run looks like without a screen: text, JSON, dot. Called by `ouro run` and
 * `ouro export`.
 *
 * Room report: runs as text for programs and people. Called from: cli, ui. */
#ifndef OURO_REPORT_H
#define OURO_REPORT_H

#include <stdio.h>

#include "engine/engine.h"

/* A transcript in sentences from the present of the engine to event `to`, where it stands
 * afterwards: the steps and what is printed, source lines (not for MOVE_STEP), and the events of
 * the grain. Language: the current gettext one. */
void report_text(Engine *e, const Program *program, uint64_t to, Grain grain, FILE *out);
/* Every event from the present to `to` as JSON Lines. */
void report_events(Engine *e, uint64_t to, FILE *out);
/* A snapshot as JSON: objects, references, scopes, generations, arenas, pools, blocks, output. */
void report_state(const Snapshot *snap, FILE *out);
/* What became of the program's objects at exit; `python`: its version. Language: the current gettext
 * one. */
void report_exit(const ExitReport *report, const char *python, FILE *out);
/* The object graph for graphviz. */
void report_dot(const Snapshot *snap, FILE *out);
/* sys._debugmallocstats of the profile's version: report/mallocstats.h. */

/* Write a JSON string with its quotes; control characters and bad UTF-8 are escaped. */
void json_write_string(FILE *out, const char *text);

#endif
