/* theme.h - how each role looks: the built-in palette, changed by a theme file when there is one.
 */
#ifndef OURO_UI_THEME_H
#define OURO_UI_THEME_H

#include "base/diag.h"
#include "ui/draw/cells.h"

typedef struct RoleStyle {
    short fg256, bg256; /* -1: the terminal's own */
    short fg8, bg8;
    uint8_t attributes, mono_attributes; /* ATTR_* */
} RoleStyle;

typedef struct Theme {
    RoleStyle role[ROLE_COUNT];
} Theme;

void theme_default(Theme *theme);
/* Change `theme` by a file of lines `ROLE = foreground [background] [bold|dim|underline|reverse
 * ...]`; colours are numbers of the 256-colour palette or `default`. `#` begins a comment. Errors
 * go to `diags` with line and column; what is right is taken nevertheless. False when the file
 * cannot be read or had errors. */
bool theme_load(Theme *theme, const char *path, DiagList *diags);
/* Path of the reader's own theme, $XDG_CONFIG_HOME/ouroboros/theme, when there is one; caller
 * frees. Else NULL. */
char *theme_of_user(void);
/* Red, green and blue of a palette index, for pictures. */
uint32_t theme_rgb(int index);

#endif
