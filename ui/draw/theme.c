/* theme.c - the table of roles as data, and the small file format that changes it. */
#include "ui/draw/theme.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"

enum { THEME_BYTES = 64 * 1024 };

static const RoleStyle built_in[ROLE_COUNT] = {
#define ROLE(name, fg256, bg256, fg8, bg8, attributes, mono)                                       \
    {fg256, bg256, fg8, bg8, attributes, mono},
#include "ui/draw/roles.def"
#undef ROLE
};

static const char *const role_names[] = {
#define ROLE(name, fg256, bg256, fg8, bg8, attributes, mono) #name,
#include "ui/draw/roles.def"
#undef ROLE
    NULL};

void theme_default(Theme *theme) { memcpy(theme->role, built_in, sizeof built_in); }

static const struct {
    const char *name;
    uint8_t bit;
} attribute_names[] = {{"bold", ATTR_BOLD},
                       {"dim", ATTR_DIM},
                       {"underline", ATTR_UNDERLINE},
                       {"reverse", ATTR_REVERSE}};

/* Nearest of the 8 basic colours: a theme names 256-colour indices only. */
static short nearest_basic(short index) {
    if (index < 8) {
        return index;
    }
    uint32_t rgb = theme_rgb(index);
    short basic = 0;
    for (int channel = 0; channel < 3;
         channel++) { /* basic colours are bits: red 1, green 2, blue 4 */
        uint32_t level = (rgb >> (16 - 8 * channel)) & 255;
        if (level > 110) {
            basic = (short)(basic | (1 << channel));
        }
    }
    return basic == 0 ? -1 : basic;
}

static void complain(DiagList *diags, const char *path, int line, const char *start,
                     const char *word, const char *message, const char *hint) {
    diag_add(diags, (Diag){.file = (char *)path,
                           .line = line,
                           .column = (int)(word - start) + 1,
                           .message = (char *)message,
                           .found = (char *)word,
                           .hint = (char *)hint});
}

static bool parse_colour(const char *word, short *index) {
    if (strcmp(word, "default") == 0) {
        *index = -1;
        return true;
    }
    char *end;
    long value = strtol(word, &end, 10);
    if (*end != '\0' || end == word || value < 0 || value > 255) {
        return false;
    }
    *index = (short)value;
    return true;
}

/* One line, already cut at its comment. Words are ended in place. */
static bool parse_line(Theme *theme, const char *path, int number, char *line, DiagList *diags) {
    static const char blanks[] = " \t\r=";
    char *rest = NULL;
    char *word = strtok_r(line, blanks, &rest);
    if (word == NULL) {
        return true;
    }
    int role = 0;
    while (role < ROLE_COUNT && strcmp(role_names[role], word) != 0) {
        role++;
    }
    if (role == ROLE_COUNT) {
        complain(diags, path, number, line, word, _("unknown role"),
                 diag_nearest(word, role_names));
        return false;
    }
    RoleStyle style = {.fg256 = -1, .bg256 = -1};
    int colours = 0;
    while ((word = strtok_r(NULL, blanks, &rest)) != NULL) {
        short index;
        size_t attribute = 0;
        while (attribute < ARRAY_LEN(attribute_names) &&
               strcmp(attribute_names[attribute].name, word) != 0) {
            attribute++;
        }
        if (attribute < ARRAY_LEN(attribute_names)) {
            style.attributes |= attribute_names[attribute].bit;
        } else if (colours < 2 && parse_colour(word, &index)) {
            *(colours++ == 0 ? &style.fg256 : &style.bg256) = index;
        } else {
            complain(
                diags, path, number, line, word, _("not a colour or an attribute"),
                _("colours are 0 to 255 or default; attributes bold, dim, underline, reverse"));
            return false;
        }
    }
    style.fg8 = nearest_basic(style.fg256);
    style.bg8 = nearest_basic(style.bg256);
    style.mono_attributes = theme->role[role].mono_attributes;
    theme->role[role] = style;
    return true;
}

bool theme_load(Theme *theme, const char *path, DiagList *diags) {
    char *data;
    size_t len;
    int error = os_read_file(path, THEME_BYTES, &data, &len);
    if (error != 0) {
        diag_add(diags, (Diag){.file = (char *)path, .message = strerror(error)});
        return false;
    }
    bool good = true;
    int number = 1;
    for (char *line = data; line != NULL; number++) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        line[strcspn(line, "#")] = '\0';
        good &= parse_line(theme, path, number, line, diags);
        line = end != NULL ? end + 1 : NULL;
    }
    free(data);
    return good;
}

char *theme_of_user(void) {
    StrBuf path = {0};
    const char *config = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    if (config != NULL && config[0] == '/') {
        sb_put(&path, config);
    } else if (home != NULL && home[0] == '/') {
        sb_printf(&path, "%s/.config", home);
    }
    sb_put(&path, "/ouroboros/theme");
    if (access(sb_text(&path), R_OK) != 0) {
        sb_free(&path);
        return NULL;
    }
    return sb_take(&path);
}

uint32_t theme_rgb(int index) {
    static const uint32_t basic[16] = {0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC,
                                       0x11A8CD, 0xE5E5E5, 0x666666, 0xF14C4C, 0x23D18B, 0xF5F543,
                                       0x3B8EEA, 0xD670D6, 0x29B8DB, 0xFFFFFF};
    static const uint32_t level[6] = {0, 95, 135, 175, 215, 255};
    if (index < 16) {
        return basic[index];
    }
    if (index < 232) {
        int cube = index - 16;
        return level[cube / 36] << 16 | level[cube / 6 % 6] << 8 | level[cube % 6];
    }
    uint32_t grey = (uint32_t)(8 + 10 * (index - 232));
    return grey << 16 | grey << 8 | grey;
}
