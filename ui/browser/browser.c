/* browser.c - the list of lessons: by level, with minutes and a mark for those finished. Reads and
 * draws it; ui/browser/browser_act.c acts on keys. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "ui/browser/browser.h"
#include "ui/browser/files.h"
#include "ui/browser/progress.h"
#include "ui/panes/layout.h"
#include "ui/panes/screen.h"

/* The files are numbered in the order in which the lessons build on one another. */
static int by_name(const void *left, const void *right) {
    const BrowserEntry *a = left;
    const BrowserEntry *b = right;
    return strcmp(a->path, b->path);
}

static void add_entry(Browser *b, const char *name) {
    StrBuf path = {0};
    sb_printf(&path, "%s/%s", b->dir, name);
    BrowserEntry entry = {.path = sb_take(&path)};
    if (strcmp(strrchr(name, '.'), ".json") == 0) {
        DiagList errors = {0};
        entry.scenario = scenario_load_file(entry.path, &errors);
        if (entry.scenario == NULL) {
            StrBuf text = {0};
            for (size_t i = 0; i < errors.count; i++) {
                diag_format(&errors.items[i], &text);
            }
            entry.error = sb_take(&text);
        }
        diag_free(&errors);
    }
    b->entries = host_grow(b->entries, &b->cap, b->count + 1, sizeof *b->entries);
    b->entries[b->count++] = entry;
}

bool browser_open(Browser *b, const char *dir) {
    *b = (Browser){.dir = host_strdup(dir)};
    DIR *folder = opendir(dir);
    if (folder == NULL) {
        free(b->dir);
        return false;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] != '.' && path_is_lesson(entry->d_name)) {
            add_entry(b, entry->d_name);
        }
    }
    closedir(folder);
    if (b->count > 0) {
        qsort(b->entries, b->count, sizeof *b->entries, by_name);
    }
    browser_note_progress(b);
    char *latest = progress_latest();
    b->cursor = b->next < b->count ? b->next : 0;
    for (size_t i = 0; latest != NULL && i < b->count; i++) {
        if (b->entries[i].place > 0 && strcmp(path_base(b->entries[i].path), latest) == 0) {
            b->cursor = i;
        }
    }
    free(latest);
    return true;
}

void browser_note_progress(Browser *b) {
    b->next = b->count;
    for (size_t i = 0; i < b->count; i++) {
        BrowserEntry *entry = &b->entries[i];
        char *marks;
        entry->done = progress_is_done(entry->path);
        entry->place = progress_place(entry->path, &marks);
        free(marks);
        if (b->next == b->count && !entry->done && entry->scenario != NULL) {
            b->next = i;
        }
    }
}

/* Is it another folder than that of the shipped lessons? */
static bool is_away(const Browser *b) {
    const char *home = b->options != NULL ? b->options->lessons : NULL;
    return home != NULL && !path_is_same(b->dir, home);
}

void browser_close(Browser *b) {
    for (size_t i = 0; i < b->count; i++) {
        scenario_free(b->entries[i].scenario);
        free(b->entries[i].path);
        free(b->entries[i].error);
    }
    free(b->entries);
    free(b->dir);
    free(b->message);
    line_clear(&b->filter);
    line_clear(&b->prompt);
    dialog_free(b->dialog);
    *b = (Browser){0};
}

static const char *text_of(const Text *text) {
    const char *found = text_get(text, i18n_language());
    return found != NULL ? found : "";
}

static const char *entry_title(const BrowserEntry *entry) {
    if (entry->scenario != NULL && text_of(&entry->scenario->title)[0] != '\0') {
        return text_of(&entry->scenario->title);
    }
    const char *base = strrchr(entry->path, '/');
    return base != NULL ? base + 1 : entry->path;
}

/* ASCII letters without their case; other letters must match as they are. */
static bool holds(const char *text, const char *part) {
    size_t len = strlen(part);
    for (; *text != '\0'; text++) {
        size_t i = 0;
        while (i < len) {
            unsigned char a = (unsigned char)text[i];
            unsigned char c = (unsigned char)part[i];
            a = a >= 'A' && a <= 'Z' ? (unsigned char)(a | 0x20) : a;
            c = c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
            if (a != c) {
                break;
            }
            i++;
        }
        if (i == len) {
            return true;
        }
    }
    return len == 0;
}

static bool is_listed(const Browser *b, const BrowserEntry *entry) {
    const char *part = sb_text(&b->filter.text);
    if (part[0] == '\0' || holds(entry_title(entry), part) || holds(entry->path, part)) {
        return true;
    }
    if (entry->scenario == NULL) {
        return false;
    }
    if (holds(text_of(&entry->scenario->summary), part)) {
        return true;
    }
    for (size_t i = 0; i < entry->scenario->tag_count; i++) {
        if (holds(entry->scenario->tags[i], part)) {
            return true;
        }
    }
    return false;
}

BrowserEntry *browser_chosen(Browser *b) {
    bool valid = b->count > 0 && b->cursor < b->count && is_listed(b, &b->entries[b->cursor]);
    return valid ? &b->entries[b->cursor] : NULL;
}

void browser_move(Browser *b, int by) {
    if (browser_chosen(b) == NULL) { /* the filter took it away: the first that is left */
        for (size_t i = 0; i < b->count; i++) {
            if (is_listed(b, &b->entries[i])) {
                b->cursor = i;
                break;
            }
        }
        return;
    }
    int step = by < 0 ? -1 : 1;
    for (int64_t at = (int64_t)b->cursor; by != 0;) {
        do {
            at += step;
        } while (at >= 0 && at < (int64_t)b->count && !is_listed(b, &b->entries[at]));
        if (at < 0 || at >= (int64_t)b->count) {
            return;
        }
        b->cursor = (size_t)at;
        by -= step;
    }
}

/* The number that a lesson's file begins with, as the command line takes it; 0 digits: none. */
static int number_digits(const BrowserEntry *entry) {
    return (int)strspn(path_base(entry->path), "0123456789");
}

/* What stands at the right end: how far one came, or where to go on; else level and length. */
static void put_facts(const Browser *b, size_t index, StrBuf *out) {
    const BrowserEntry *entry = &b->entries[index];
    if (entry->place > 0 && !entry->done && entry->scenario != NULL) {
        sb_printf(out, _("at step %d/%d"), entry->place, (int)entry->scenario->step_count);
    } else if (index == b->next) {
        sb_put(out, index == 0 ? _("start here") : _("next"));
    } else if (entry->scenario != NULL) {
        sb_put(out, level_words(entry->scenario->level));
        if (entry->scenario->minutes > 0) {
            sb_put(out, out->len > 0 ? " · " : "");
            sb_printf(out, _("%d min"), (int)entry->scenario->minutes);
        }
    }
}

static void put_entry(const Canvas *canvas, Browser *b, size_t index, int y) {
    const BrowserEntry *entry = &b->entries[index];
    if (entry->done) {
        put_glyph(canvas, 1, y, ROLE_RIGHT, GLYPH_DONE);
    }
    int right = canvas->w - 1;
    StrBuf facts = {0};
    put_facts(b, index, &facts);
    if (facts.len > 0) {
        bool here = index == b->next || (entry->place > 0 && !entry->done);
        put_right(canvas, right, y, here ? ROLE_KEY : ROLE_DIM, sb_text(&facts));
        right -= text_columns(sb_text(&facts)) + 2;
    }
    sb_free(&facts);
    int digits = number_digits(entry);
    if (digits > 0 && digits <= 4 && entry->scenario != NULL) {
        char *number = host_strndup(path_base(entry->path), (size_t)digits);
        put_text(canvas, 3, y, ROLE_DIM, number);
        free(number);
    } else {
        digits = 0;
    }
    int x = 3 + (digits > 0 ? digits + 1 : 0);
    put_clipped(canvas, x, y, right - x, entry->error != NULL ? ROLE_ERROR : ROLE_TEXT,
                entry_title(entry));
    if (index == b->cursor) {
        put_role(canvas, (Rect){0, y, canvas->w, 1}, ROLE_SELECTED);
    }
    view_hit(&b->view, canvas, (Rect){0, y, canvas->w, 1}, PANE_PROGRAM, (int)index);
}

static void put_list(const Canvas *canvas, Browser *b) {
    int rows = 0;
    int cursor_y = -1;
    for (size_t i = 0; i < b->count; i++) {
        if (is_listed(b, &b->entries[i])) {
            cursor_y = i == b->cursor ? rows : cursor_y;
            rows++;
        }
    }
    b->scroll = cursor_y >= b->scroll + canvas->h ? cursor_y - canvas->h + 1 : b->scroll;
    b->scroll = cursor_y >= 0 && cursor_y < b->scroll ? cursor_y : b->scroll;
    b->scroll = b->scroll > rows - canvas->h ? rows - canvas->h : b->scroll;
    b->scroll = b->scroll < 0 ? 0 : b->scroll;
    int y = -b->scroll;
    for (size_t i = 0; i < b->count && y < canvas->h; i++) {
        if (is_listed(b, &b->entries[i])) {
            if (y >= 0) {
                put_entry(canvas, b, i, y);
            }
            y++;
        }
    }
    if (rows == 0) {
        put_text(canvas, 1, 0, ROLE_DIM,
                 b->count == 0 ? _("there are no lessons in this folder")
                               : _("no lesson matches; Esc shows all"));
    }
}

static void put_summary(const Canvas *canvas, Browser *b) {
    const BrowserEntry *entry = browser_chosen(b);
    if (entry == NULL) {
        return;
    }
    int y =
        put_paragraph(canvas, (Rect){1, 0, canvas->w - 2, 2}, ROLE_EMPHASIS, entry_title(entry), 0);
    if (entry->error != NULL) {
        put_paragraph(canvas, (Rect){1, y, canvas->w - 2, canvas->h - y}, ROLE_ERROR, entry->error,
                      0);
        return;
    }
    StrBuf facts = {0};
    if (entry->scenario != NULL) {
        const Scenario *scenario = entry->scenario;
        if (scenario->level != LEVEL_NONE) {
            sb_printf(&facts, "%s · ", level_words(scenario->level));
        }
        if (scenario->minutes > 0) {
            sb_printf(&facts, _("%d min"), (int)scenario->minutes);
            sb_put(&facts, " · ");
        }
        sb_printf(&facts, i18n_plural("%d step", "%d steps", scenario->step_count),
                  (int)scenario->step_count);
        if (scenario->python.text != NULL) {
            sb_printf(&facts, " · Python %s", scenario->python.text);
        }
        for (size_t i = 0; i < scenario->tag_count; i++) {
            sb_printf(&facts, "%s%s", i == 0 ? " · " : ", ", scenario->tags[i]);
        }
    } else {
        sb_put(&facts, _("a Python program: each statement is a step"));
    }
    y += put_paragraph(canvas, (Rect){1, y, canvas->w - 2, 2}, ROLE_DIM, sb_text(&facts), 0);
    sb_free(&facts);
    if (entry->scenario != NULL) {
        put_paragraph(
            canvas, (Rect){1, y + (canvas->h > 6), canvas->w - 2, canvas->h - y - (canvas->h > 6)},
            ROLE_NOTE, text_of(&entry->scenario->summary), 0);
    }
}

static void put_title(const Canvas *canvas, int x, int y, int width, const char *title) {
    x += put_text(canvas, x, y, ROLE_TITLE_FOCUS, " ");
    x += put_clipped(canvas, x, y, width - 2, ROLE_TITLE_FOCUS, title);
    put_text(canvas, x, y, ROLE_TITLE_FOCUS, " ");
}

void browser_draw(Cells *cells, Browser *b, int *cursor_x, int *cursor_y) {
    cells_clear(cells);
    b->view.nhits = 0;
    *cursor_x = *cursor_y = -1;
    if (cells->width < LAYOUT_MIN_WIDTH || cells->height < LAYOUT_MIN_HEIGHT) {
        put_too_small(cells);
        return;
    }
    Canvas canvas = canvas_all(cells);
    put_fill(&canvas, (Rect){0, 0, canvas.w, 1}, ROLE_HEADER);
    put_clipped(&canvas, 1, 0, canvas.w - 20, ROLE_HEADER,
                _("Ouroboros: how CPython manages memory"));
    size_t done = 0;
    for (size_t i = 0; i < b->count; i++) {
        done += b->entries[i].done;
    }
    StrBuf status = {0};
    sb_printf(&status, _("%zu of %zu done"), done, b->count);
    put_right(&canvas, canvas.w - 1, 0, ROLE_HEADER_DIM, sb_text(&status));
    sb_free(&status);
    bool wide = cells->width >= 100;
    int summary_h = 8;
    Rect list = wide ? (Rect){0, 1, canvas.w * 55 / 100, canvas.h - 1}
                     : (Rect){0, 1, canvas.w, canvas.h - summary_h};
    Rect summary = wide ? (Rect){list.w - 1, 1, canvas.w - list.w + 1, canvas.h - 1}
                        : (Rect){0, list.h, canvas.w, summary_h};
    put_box(&canvas, summary, ROLE_FRAME);
    put_box(&canvas, list, ROLE_FRAME_FOCUS);
    StrBuf title = {0};
    int room = list.w - 2;
    sb_put(&title, _("Lessons"));
    if (is_away(b)) { /* and how to come back */
        sb_printf(&title, ": %s", b->dir);
        put_right(&canvas, list.x + list.w - 2, 1, ROLE_KEY_LABEL, _(" h: the shipped ones "));
        room -= text_columns(_(" h: the shipped ones ")) + 2;
    }
    put_title(&canvas, 1, 1, room, sb_text(&title));
    sb_free(&title);
    Canvas inner = canvas_part(&canvas, (Rect){list.x + 1, list.y + 1, list.w - 2, list.h - 2});
    put_list(&inner, b);
    inner =
        canvas_part(&canvas, (Rect){summary.x + 1, summary.y + 1, summary.w - 2, summary.h - 2});
    put_summary(&inner, b);
    if (b->prompt_kind != 0) {
        int y = canvas.h - 1;
        put_fill(&canvas, (Rect){0, y, canvas.w, 1}, ROLE_INPUT);
        int x = put_text(&canvas, 0, y, ROLE_INPUT,
                         b->prompt_kind == 'o' ? _("open: ") : _("name of the new lesson: "));
        *cursor_x = line_draw(&canvas, x, y, canvas.w - x, &b->prompt);
        *cursor_y = y;
        if (b->message != NULL) {
            put_fill(&canvas, (Rect){0, y - 1, canvas.w, 1}, ROLE_HEADER);
            put_clipped(&canvas, 1, y - 1, canvas.w - 2, ROLE_HEADER, b->message);
        }
    } else if (b->filtering) {
        put_fill(&canvas, (Rect){0, canvas.h - 1, canvas.w, 1}, ROLE_INPUT);
        put_text(&canvas, 0, canvas.h - 1, ROLE_INPUT, "/");
        *cursor_x = line_draw(&canvas, 1, canvas.h - 1, canvas.w - 1, &b->filter);
        *cursor_y = canvas.h - 1;
    } else if (b->message != NULL) {
        Role role = b->message_bad ? ROLE_ERROR : ROLE_HEADER;
        int width = text_columns(b->message) + 2;
        width = width < canvas.w - 4 ? width : canvas.w - 4;
        put_fill(&canvas, (Rect){2, canvas.h - 1, width, 1}, role);
        put_clipped(&canvas, 3, canvas.h - 1, canvas.w - 6, role, b->message);
    } else {
        Canvas all = canvas;
        int x = 2;
        put_fill(&all, (Rect){1, canvas.h - 1, 9 + text_columns(_("play")), 1}, ROLE_TEXT);
        x += put_text(&all, x, canvas.h - 1, ROLE_KEY, "Enter") + 1;
        x += put_text(&all, x, canvas.h - 1, ROLE_KEY_LABEL, _("play")) + 1;
        Canvas rest = canvas_part(&canvas, (Rect){x, 0, canvas.w - x, canvas.h});
        put_footer(&rest, &b->view, IN_BROWSER, NULL);
    }
    if (b->dialog != NULL) {
        dialog_draw(cells, b->dialog, cursor_x, cursor_y);
    }
}
