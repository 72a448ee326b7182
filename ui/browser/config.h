/* config.h - the reader's own settings, $XDG_CONFIG_HOME/ouroboros/config.json (else
 * ~/.config/ouroboros/config.json). What the command line or the environment says goes before. */
#ifndef OURO_UI_CONFIG_H
#define OURO_UI_CONFIG_H

#include "base/diag.h"
#include "engine/engine.h"

typedef struct UiConfig {
    char *theme; /* a name or a path; NULL: not given */
    char *lang;  /* "en", "ru"; NULL: not given */
    bool ascii;
    bool no_mouse;
    int speed; /* moves per second while playing; 0: not given */
    int grain; /* Grain; -1: not given */
} UiConfig;

/* Read the file when there is one. What is wrong in it goes to `diags` with its line; what is right
 * is taken nevertheless. Free with config_free. */
void config_load(UiConfig *config, DiagList *diags);
void config_free(UiConfig *config);

/* The path of a theme: of a file as given, else of NAME.theme in the folder `themes` of the reader
 * or in `shipped`; "" for the built-in colours ("default"). Caller frees; NULL when there is none
 * of this name. */
char *config_theme_path(const char *name, const char *shipped);

#endif
