/* host_stack.c - changing to a stack of its own and back; see host_stack.h. Called by image/image.c.
 *
 * makecontext was in POSIX until 2008 and nothing has taken its place but threads, which would cost a change of threads
 * for each event that somebody looks at. MAP_ANONYMOUS and MAP_NORESERVE are not in POSIX. */
#define _DEFAULT_SOURCE
#include "base/host_stack.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "base/base.h"

#if defined __SANITIZE_ADDRESS__
#define TELLS_SANITIZER 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define TELLS_SANITIZER 1
#endif
#endif
#ifdef TELLS_SANITIZER
void __sanitizer_start_switch_fiber(void **fake_stack_save, const void *bottom, size_t size);
void __sanitizer_finish_switch_fiber(void *fake_stack_save, const void **bottom_old,
                                     size_t *size_old);
#endif

struct HostStack {
    uint8_t *memory;
    size_t bytes, guard;
    ucontext_t there, back;
    void (*body)(void *context);
    void *context;
    const void *callers_bottom; /* for the sanitizer */
    size_t callers_bytes;
};

HostStack *host_stack_new(size_t bytes) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#ifdef MAP_NORESERVE
    flags |= MAP_NORESERVE;
#endif
    size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    if (mprotect(memory, guard, PROT_NONE) != 0) {
        munmap(memory, bytes);
        return NULL;
    }
    HostStack *stack = host_alloc(sizeof *stack);
    stack->memory = memory;
    stack->bytes = bytes;
    stack->guard = guard;
    return stack;
}

void host_stack_free(HostStack *stack) {
    if (!stack) return;
    munmap(stack->memory, stack->bytes);
    free(stack);
}

/* makecontext passes ints only: a pointer comes in two. */
static void enter(unsigned high, unsigned low) {
    HostStack *stack = (HostStack *)((uintptr_t)high << 32 | (uintptr_t)low);
#ifdef TELLS_SANITIZER
    __sanitizer_finish_switch_fiber(NULL, &stack->callers_bottom, &stack->callers_bytes);
#endif
    stack->body(stack->context);
#ifdef TELLS_SANITIZER
    __sanitizer_start_switch_fiber(NULL, stack->callers_bottom, stack->callers_bytes);
#endif
}

void host_stack_run(HostStack *stack, void (*body)(void *context), void *context) {
    if (!stack || getcontext(&stack->there) != 0) {
        body(context);
        return;
    }
    stack->body = body;
    stack->context = context;
    stack->there.uc_stack.ss_sp = stack->memory + stack->guard;
    stack->there.uc_stack.ss_size = stack->bytes - stack->guard;
    stack->there.uc_link = &stack->back;
    makecontext(&stack->there, (void (*)(void))enter, 2, (unsigned)((uintptr_t)stack >> 32),
                (unsigned)(uintptr_t)stack);
#ifdef TELLS_SANITIZER
    void *fake = NULL;
    __sanitizer_start_switch_fiber(&fake, stack->memory + stack->guard,
                                   stack->bytes - stack->guard);
#endif
    /* swapcontext in its two halves: of it the sanitizer would tell on standard error that it does not know whether the
     * stack changes, which it has just been told. */
    volatile bool entered = false;
    int failed = getcontext(&stack->back);
    if (!entered) {
        entered = true;
        failed |= setcontext(&stack->there);
    }
    OURO_ASSERT(failed == 0);
#ifdef TELLS_SANITIZER
    __sanitizer_finish_switch_fiber(fake, NULL, NULL);
#endif
}
