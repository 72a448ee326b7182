/* verify.h - is it true? A program in a real interpreter, held against the engine at each step.
 *
 * For each step the program is run anew, with one more line in front of what comes next: that line lets the probe look, tell,
 * and end the process, so that no look can move what another one sees. What it prints, and how it ends, is that of one more
 * run without such a line. These are programs of strangers on the reader's computer: each run has a folder of its own, no
 * environment, no user's packages, and limits (process_run_apart).
 *
 * Room ui/proof: real interpreters as witnesses of what the engine shows. Called from: cli, ui. */
#ifndef OURO_UI_VERIFY_H
#define OURO_UI_VERIFY_H

#include "engine/engine.h"
#include "report/compare.h"
#include "scenario/scenario.h"
#include "ui/term/process.h"

/* The text of the probe, ui/proof/probe.py. */
extern const char verify_probe[];

/* Who waits, and may not want to: asked while the engine works, and while an interpreter does. */
typedef struct VerifyHost {
    EngineWatch *watch;
    ProcessStop *stop;
    void *context;
} VerifyHost;

typedef struct Verification {
    CompareResult result; /* its `stops`: where the runs were held against each other */
    int unseen;           /* stops left out: there are too many, or the time was over */
    int wavering; /* stops, and the output: real runs differ from one another, and one of them is as here */
    int lost; /* stops of the engine to which the real run did not come */
    bool blind[ASPECT_COUNT_OF];
    bool end_unseen; /* it left in a way that lets nobody look */
    bool stopped;    /* nobody wanted to wait */
    char *
        complaint; /* what the interpreter wrote to standard error when something was lost, or NULL */
} Verification;

/* Why no Python can confirm this program, in the reader's language; NULL: one can. */
const char *verify_obstacle(const Scenario *scenario, const Program *program);

/* Make the program that of a file in a folder of its own, as a real interpreter will find it; before an engine is made of it. */
void verify_prepare(Program *program);

/* What is run to look in front of step `step` (the number of steps: at the end; -1: it is run without a look). Caller frees. */
char *verify_text(const Program *program, int step);

/* Run everything by the interpreter at `python` and by engines of its own. What is printed is compared from the start that the program
 * has; looks begin behind a collection, as in a lesson, so that both count from nothing. False when one of them cannot be started. Free
 * the verification with verify_free. */
OURO_MUST_CHECK bool verify_run(Program *program, const char *python, const VerifyHost *host,
                                Verification *verification);
/* Was everything seen, and nothing differed? */
bool verify_agrees(const Verification *verification);
/* Append what was not seen, a line each: it is no agreement. */
void verify_unseen(StrBuf *out, const Verification *verification, const char *release);
void verify_free(Verification *verification);

#endif
