/* player_exit.c - what becomes of the program's objects when the interpreter exits: found out once, for the panes.
 * Called whenever the reader comes somewhere. */
#include "scenario/to_program.h"
#include "ui/player/player.h"

/* What an exit would do behind the end of a scenario that has none: another engine goes there. */
static bool try_exit(Player *p) {
    EngineOptions options = p->options->engine;
    options.exits = true;
    DiagList errors = {0};
    Engine *other = scenario_engine(p->source.scenario, p->source.program, &options, &errors);
    player_give_typed(p, other);
    bool known = other != NULL && engine_exit_report(other, &p->exit);
    engine_free(other);
    diag_free(&errors);
    return known;
}

/* What becomes of the program's objects at exit is found out when the reader first comes there, unless that
 * would take long. */
void player_look_at_exit(Player *p) {
    enum { EXIT_EVENTS = 2000000, TRIED_EVENTS = 300000 };
    View *view = &p->view;
    bool on = p->snap->exit_phase != EXIT_NONE;
    bool ends = view->at_end && p->last_event == p->snap->event && p->snap->state == RUN_DONE;
    if (!p->exit_known && on && p->last_event != 0 && p->last_event - player_end(p) < EXIT_EVENTS) {
        p->exit_known = engine_exit_report(p->engine, &p->exit);
    } else if (!p->exit_known && !on && ends && p->last_event < TRIED_EVENTS) {
        p->exit_known = try_exit(p);
    }
    if (!p->exit_known) {
        exit_report_free(&p->exit);
    }
    view->exit = on && p->exit_known ? &p->exit : NULL;
    view->would_exit = ends && !on && p->exit_known ? &p->exit : NULL;
}

void player_forget_exit(Player *p) {
    exit_report_free(&p->exit);
    p->exit_known = false;
    p->view.exit = p->view.would_exit = NULL;
}
