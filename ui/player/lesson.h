/* lesson.h - the words of a scenario in the reader's language, as panes need them. */
#ifndef OURO_UI_LESSON_H
#define OURO_UI_LESSON_H

#include "scenario/scenario.h"
#include "ui/panes/view.h"
#include "ui/ui.h"

/* Texts of `source` in `language`; owns copies, so it may outlive the source. Free with
 * lesson_free. */
void lesson_make(Lesson *lesson, const UiSource *source, const char *language);
void lesson_free(Lesson *lesson);

#endif
