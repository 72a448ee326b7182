/* spec_parse.h - what a format specification says. */
#ifndef OURO_SPEC_PARSE_H
#define OURO_SPEC_PARSE_H

#include "object/core/object.h"

typedef struct Spec {
    uint32_t fill, align, sign;
    bool fill_given, align_given, alternate, no_negative_0;
    int64_t width, precision; /* -1: none */
    char thousands;           /* 0, ',' or '_' */
    uint32_t type;
} Spec;

/* The specification: s[from:to]. */
typedef struct SpecText {
    Ob *s;
    int64_t from, to;
} SpecText;

/* parse_internal_render_format_spec: for an object of `type`, whose own letter and alignment stand where
 * none is given. False with ValueError. */
OURO_MUST_CHECK bool spec_parse(Proc *p, const SpecText *text, const TypeOb *type,
                                uint32_t default_type, uint32_t default_align, Spec *out);

#endif
