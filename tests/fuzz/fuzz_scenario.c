/* fuzz_scenario.c - libFuzzer target for the scenario loader.
 *
 * Build with clang: -fsanitize=fuzzer,address,undefined. Run with tests/fuzz/corpus/scenario and,
 * for more seeds, the folders of tests/scenario. tests/unit/test_scenario_robust.c replays the
 * corpus without the fuzzer. */
#include <stdlib.h>

#include "base/base.h"
#include "scenario/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    DiagList errors = {0};
    Scenario *scenario = scenario_load_text("fuzz.json", (const char *)data, size, &errors);
    OURO_ASSERT((scenario != NULL) == (errors.total == 0));
    StrBuf said = {0};
    for (size_t i = 0; i < errors.count; i++) diag_format(&errors.items[i], &said);
    sb_free(&said);
    if (scenario) {
        int *first;
        free(scenario_join_code(scenario, &first));
        free(first);
        StrBuf values = {0};
        for (size_t i = 0; i < scenario->step_count; i++)
            for (size_t k = 0; k < scenario->steps[i].expect_count; k++)
                scenario_put_value(&values, &scenario->steps[i].expect[k].value);
        sb_free(&values);
    }
    scenario_free(scenario);
    diag_free(&errors);
    return 0;
}
