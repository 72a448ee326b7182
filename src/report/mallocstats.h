/* mallocstats.h - what sys._debugmallocstats() prints, for the simulated process. */
#ifndef OURO_MALLOCSTATS_H
#define OURO_MALLOCSTATS_H

#include "base/strbuf.h"
#include "image/image.h"

/* Append the text that sys._debugmallocstats of the profile's version writes to standard error:
 * size classes, arenas, where the bytes go, then the free lists of types. Changes nothing; safe at
 * any event. */
void mallocstats_text(const Proc *p, StrBuf *out);

#endif
