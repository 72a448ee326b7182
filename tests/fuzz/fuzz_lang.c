/* fuzz_lang.c - any bytes as source text, for every instruction set: no crash, no leak, no error
 * without a message.
 *
 * Build: clang -fsanitize=fuzzer,address,undefined. Called by libFuzzer. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../versions.h"
#include "lang/code/dis.h"
#include "lang/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const LangMode modes[] = {LANG_MODULE, LANG_CELL, LANG_EXPR};
    if (size == 0) return 0;
    LangMode mode = modes[data[0] % 3];
    for (size_t i = 0; i < sizeof test_version_ids / sizeof test_version_ids[0]; i++) {
        DiagList diags = {0};
        CodeUnit *unit = lang_compile_for((const char *)data + 1, size - 1, "<fuzz>", mode,
                                          test_version_ids[i], &diags);
        if (!unit == !diags.total) abort();
        if (unit) {
            StrBuf text = {0};
            dis_unit(&text, unit, test_version_ids[i]);
            sb_free(&text);
        }
        code_unit_free(unit);
        diag_free(&diags);
    }
    return 0;
}
