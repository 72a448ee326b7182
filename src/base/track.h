/* track.h - tell the address sanitizer and Valgrind which bytes of the image nobody may touch.
 *
 * Free and untouched blocks and the slack behind what was asked for are poisoned. The allocator
 * unpoisons before it writes; copies of the image and the front end's views read through loops that
 * are not instrumented (OURO_UNSANITISED). Without either tool all of this is empty. */
#ifndef OURO_TRACK_H
#define OURO_TRACK_H

#include "base/base.h"

#if defined(__SANITIZE_ADDRESS__)
#define OURO_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OURO_ASAN 1
#endif
#endif
#ifndef OURO_ASAN
#define OURO_ASAN 0
#endif
#ifndef OURO_VALGRIND
#define OURO_VALGRIND 0
#endif

#define OURO_UNSANITISED __attribute__((no_sanitize("address"), noinline))

#if OURO_ASAN
void __asan_poison_memory_region(void const volatile *at, size_t bytes);
void __asan_unpoison_memory_region(void const volatile *at, size_t bytes);
void __asan_get_shadow_mapping(size_t *scale, size_t *offset);
#define TRACK_ACTIVE 1
OURO_INLINE void track_poison(const void *at, size_t bytes) {
    __asan_poison_memory_region(at, bytes);
}
OURO_INLINE void track_unpoison(const void *at, size_t bytes) {
    __asan_unpoison_memory_region(at, bytes);
}
#elif OURO_VALGRIND
#include <valgrind/memcheck.h>
#define TRACK_ACTIVE 1
OURO_INLINE void track_poison(const void *at, size_t bytes) {
    VALGRIND_MAKE_MEM_NOACCESS(at, bytes);
}
OURO_INLINE void track_unpoison(const void *at, size_t bytes) {
    VALGRIND_MAKE_MEM_DEFINED(at, bytes);
}
#else
#define TRACK_ACTIVE 0
OURO_INLINE void track_poison(const void *at, size_t bytes) {
    (void)at;
    (void)bytes;
}
OURO_INLINE void track_unpoison(const void *at, size_t bytes) {
    (void)at;
    (void)bytes;
}
#endif

#endif
