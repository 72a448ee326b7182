/* hosts.c - carriers and their baton; see hosts.h. */
#include "vm/thread/hosts.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

enum { PART = 2 };                           /* of what the first thread may nest */
#define STACK_BYTES (IMG_STACK_BYTES / PART) /* address space: a page is taken when it is touched */

typedef struct Host {
    Proc *p;
    const ThreadState *carries;
    struct Host *next;
    pthread_t thread;
    pthread_cond_t turn;
    bool started, over;
    /* Of its stack, while another one runs. */
    int c_depth, c_nest;
    jmp_buf *pause_env;
} Host;

typedef enum Verdict { GO_ON, SAFE_POINT, PAUSED, DISMISSED } Verdict;

struct Hosts {
    pthread_mutex_t lock; /* of all that is here */
    Host first;           /* the caller of img_run_guarded */
    Host *others;
    Host *running;   /* has the baton */
    Verdict verdict; /* for who gets it next; GO_ON again when it was read */
};

static struct Hosts *hosts_of(Proc *p) {
    if (p->hosts) return p->hosts;
    struct Hosts *hosts = host_alloc(sizeof *hosts);
    pthread_mutex_init(&hosts->lock, NULL);
    pthread_cond_init(&hosts->first.turn, NULL);
    hosts->first.p = p;
    hosts->first.carries = &p->ob->main_thread;
    hosts->first.started = true;
    hosts->running = &hosts->first;
    return p->hosts = hosts;
}

static void free_host(Host *host) {
    pthread_join(host->thread, NULL);
    pthread_cond_destroy(&host->turn);
    free(host);
}

/* Carriers whose thread has ended; the lock is held, which they need no more. */
static void reap(struct Hosts *hosts) {
    for (Host **at = &hosts->others; *at;) {
        Host *host = *at;
        if (!host->over) {
            at = &host->next;
            continue;
        }
        *at = host->next;
        free_host(host);
    }
}

static Host *host_for(struct Hosts *hosts, Proc *p, const ThreadState *thread) {
    if (hosts->first.carries == thread) return &hosts->first;
    for (Host *host = hosts->others; host; host = host->next)
        if (host->carries == thread && !host->over) return host;
    reap(hosts);
    Host *host = host_alloc(sizeof *host);
    host->p = p;
    host->carries = thread;
    pthread_cond_init(&host->turn, NULL);
    host->next = hosts->others;
    return hosts->others = host;
}

/* What belongs to the stack of the host that goes on. */
static void adopt(Proc *p, const Host *host) {
    p->c_depth = host->c_depth;
    p->c_nest = host->c_nest;
    p->pause_env = host->pause_env;
    if (p->nest_max >= IMG_NEST_MAX / PART) /* a stack as large as it should be */
        p->nest_max = host == &p->hosts->first ? IMG_NEST_MAX : IMG_NEST_MAX / PART;
}

static void *host_main(void *context);

static void start_host(Host *host) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    sigset_t all, before; /* signals are for the front end's own thread */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    host->started = true;
    int failed = pthread_create(&host->thread, &attributes, host_main, host);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
    OURO_ASSERT(failed == 0 && "the system gives no more threads");
}

/* The baton; the lock is held. */
static void pass_to(struct Hosts *hosts, Host *host, Verdict verdict) {
    hosts->running = host;
    hosts->verdict = verdict;
    if (host->started)
        pthread_cond_signal(&host->turn);
    else
        start_host(host);
}

static Verdict wait_for_turn(struct Hosts *hosts, Host *me) {
    while (hosts->running != me) pthread_cond_wait(&me->turn, &hosts->lock);
    Verdict verdict = hosts->verdict;
    hosts->verdict = GO_ON;
    return verdict;
}

HostResult host_switch(Proc *p, ThreadState *me, ThreadState *to) {
    struct Hosts *hosts = hosts_of(p);
    pthread_mutex_lock(&hosts->lock);
    Host *host = host_for(hosts, p, me);
    host->c_depth = p->c_depth;
    host->c_nest = p->c_nest;
    host->pause_env = p->pause_env;
    pass_to(hosts, host_for(hosts, p, to), GO_ON);
    Verdict verdict = wait_for_turn(hosts, host);
    pthread_mutex_unlock(&hosts->lock);
    adopt(p, host);
    if (verdict == SAFE_POINT) return HOST_LEAVE;
    if (verdict == PAUSED) img_pause(p, p->pause_reason);
    if (verdict == DISMISSED) longjmp(*p->pause_env, DISMISSED);
    return HOST_ON;
}

static void *host_main(void *context) {
    Host *me = context;
    Proc *p = me->p;
    struct Hosts *hosts = p->hosts;
    pthread_mutex_lock(&hosts->lock);
    (void)wait_for_turn(hosts, me);
    pthread_mutex_unlock(&hosts->lock);
    jmp_buf env;
    me->pause_env = &env;
    adopt(p, me);
    Host *next = &hosts->first;
    Verdict verdict = SAFE_POINT;
    int left = setjmp(env);
    if (left == 0) {
        if (thread_body(p) == BODY_ENDED) verdict = GO_ON;
    } else {
        verdict = left == DISMISSED ? GO_ON : PAUSED;
    }
    pthread_mutex_lock(&hosts->lock);
    if (left == 0 && verdict == GO_ON) next = host_for(hosts, p, p->tstate);
    me->over = true;
    pass_to(hosts, next, verdict);
    pthread_mutex_unlock(&hosts->lock);
    return NULL;
}

void hosts_leave(Proc *p) {
    struct Hosts *hosts = p->hosts;
    if (!hosts) return;
    for (Host *host; (host = hosts->others) != NULL;) {
        pthread_mutex_lock(&hosts->lock);
        if (!host->over) {
            pass_to(hosts, host, DISMISSED);
            (void)wait_for_turn(hosts, &hosts->first);
        }
        pthread_mutex_unlock(&hosts->lock);
        hosts->others = host->next;
        free_host(host);
    }
    pthread_cond_destroy(&hosts->first.turn);
    pthread_mutex_destroy(&hosts->lock);
    free(hosts);
    p->hosts = NULL;
}
