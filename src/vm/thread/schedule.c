/* schedule.c - turns that the scenario chooses (ThreadTurn in vm/schedule.h).
 *
 * A turn belongs to a thread by its number. As long as that thread has not been started, whoever runs goes
 * on; when it waits or is over, so is its turn. Behind the last turn they take turns by the interval again.
 * With a seed instead of a list dice say how long each turn is and who has the next one; without the GIL also whether a count
 * that has just changed is stored before it. */
#include "vm/thread/schedule.h"

#include <string.h>

#include "vm/loop/state.h"
#include "vm/thread/race.h"

/* With a seed a turn has 1, 2 or 4 places where the GIL could be given away, each length as likely. Places
 * in the library do not count: there are so many of them that nothing would happen in the program. */
enum { LENGTHS = 3 };

bool schedule_on(const Proc *p) {
    const Schedule *s = &p->vm->schedule;
    return s->random != 0 || s->at < s->count;
}

static ThreadState *thread_numbered(const Proc *p, int64_t number) {
    for (ThreadState *t = &p->ob->main_thread; t; t = t->next)
        if (t->number == number) return t;
    return NULL;
}

static void next_turn(Schedule *s) {
    s->at++;
    s->looks = 0;
}

/* The thread of the next turn that is not over before it begins; NULL: it has not been started, or there
 * is no turn left. */
static ThreadState *whose(Proc *p) {
    Schedule *s = &p->vm->schedule;
    while (s->at < s->count) {
        int64_t number = s->turns[s->at].thread;
        ThreadState *t = thread_numbered(p, number);
        if (t && t->status == THREAD_READY) return t;
        if (!t && number > p->vm->threads_started) return NULL;
        next_turn(s);
    }
    return NULL;
}

/* xorshift64*: the same on each machine, and its state is part of the image. */
static uint64_t toss(Schedule *s) {
    s->random ^= s->random >> 12;
    s->random ^= s->random << 25;
    s->random ^= s->random >> 27;
    return s->random * UINT64_C(2685821657736338717) >> 33;
}

static ThreadState *any_ready(Proc *p, const ThreadState *but) {
    int64_t ready = 0;
    for (ThreadState *t = &p->ob->main_thread; t; t = t->next)
        ready += t != but && t->status == THREAD_READY;
    if (ready == 0) return NULL;
    int64_t n = (int64_t)(toss(&p->vm->schedule) % (uint64_t)ready);
    for (ThreadState *t = &p->ob->main_thread; t; t = t->next)
        if (t != but && t->status == THREAD_READY && n-- == 0) return t;
    return NULL;
}

ThreadState *schedule_look(Proc *p, int32_t line, int32_t last) {
    Schedule *s = &p->vm->schedule;
    ThreadState *me = p->tstate;
    if (s->random != 0) {
        if (line == 0) return me;
        if (s->looks == 0) s->looks = INT64_C(1) << toss(s) % LENGTHS;
        ThreadState *other = --s->looks == 0 ? any_ready(p, me) : NULL;
        bool tears = other && p->vm->no_gil && last != 0 && toss(s) % 2 == 0;
        if (tears) (void)race_leave(p); /* if it has just counted */
        return other ? other : me;
    }
    ThreadState *to = whose(p);
    if (to != me) return to ? to : me;
    const ThreadTurn *turn = &s->turns[s->at];
    s->looks++;
    bool over = turn->count ? turn->line == last && race_leave(p)
                            : (turn->line > 0 && turn->line == line) ||
                                  (turn->looks > 0 && s->looks >= turn->looks);
    if (!over) return me;
    next_turn(s);
    return whose(p);
}

ThreadState *schedule_left(Proc *p) {
    Schedule *s = &p->vm->schedule;
    if (s->random != 0) {
        s->looks = 0;
        return any_ready(p, p->tstate);
    }
    if (s->at < s->count && s->turns[s->at].thread == p->tstate->number) next_turn(s);
    return whose(p);
}

void vm_set_gil(Proc *p, bool on) { p->vm->no_gil = !on; }
bool vm_has_gil(const Proc *p) { return !p->vm->no_gil; }

void vm_set_schedule(Proc *p, const ThreadTurn *turns, size_t count, uint64_t seed) {
    Schedule *s = &p->vm->schedule;
    ThreadTurn *copy = count > 0 ? img_carve(p, SEG_TEXT, count * sizeof *copy, 8) : NULL;
    if (count > 0) memcpy(copy, turns, count * sizeof *copy);
    *s = (Schedule){.turns = copy, .count = (int64_t)count, .random = count > 0 ? 0 : seed};
}
