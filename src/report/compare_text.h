/* compare_text.h - the rows of a comparison in words, for commands and for the player's page. */
#ifndef OURO_REPORT_COMPARE_TEXT_H
#define OURO_REPORT_COMPARE_TEXT_H

#include "report/compare.h"

/* Append a line for each row, or one for rows that are alike, below a title for each stop; `pythons` stand above the columns. In
 * the reader's language, and without what a terminal would act on. */
void compare_text(StrBuf *out, const CompareResult *result, const char *const pythons[2]);

#endif
