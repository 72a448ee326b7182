#!/usr/bin/env python3
"""Hold assets/scenario.schema.json and the scenario loader together.

Every file in valid/ (and every lesson) must be accepted by the schema. Every file in invalid/ must be refused by
it, but for those whose rule a schema cannot express: they are named below, by the rule, and for these the schema
must indeed accept, so that a rule that becomes expressible does not stay on the list. That the loader itself
accepts and refuses the same files is the subject of tests/unit/test_scenario_files.c.

Needs the Debian package python3-jsonschema; without it the check is skipped with exit status 77."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("check_schema: skipped, the Python module jsonschema is not installed (python3-jsonschema)")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# What a schema sees is values, not text: these files are not JSON at all (Python's reader refuses them too), or
# are JSON that only a strict reader refuses.
ONLY_THE_TEXT_IS_WRONG = {
    "json_bad_utf8", "json_utf8_surrogate", "json_bad_utf8_outside_string", "json_byte_order_mark",
    "json_utf16", "json_duplicate_key", "json_duplicate_expectation", "json_duplicate_escaped_key",
    "json_lone_high_surrogate", "json_lone_low_surrogate", "json_two_high_surrogates", "json_too_deep",
    "json_depth_100000", "json_nan",
}

# Rules that compare two places of a file, look into the profiles or read inside an expression.
NOT_EXPRESSIBLE = {
    "a number is an integer only when it is written as one": {"format_float", "minutes_exponent",
                                                              "choices_answer_float"},
    "sizes must fit together": {"pymalloc_arena_below_two_pools", "pymalloc_arena_below_default_pools",
                                "pymalloc_max_small_not_a_multiple", "pymalloc_pool_without_room"},
    "names of blocks must be known, free and in range": {
        "alloc_name_in_use", "alloc_too_many_blocks", "realloc_unknown_block", "realloc_several_blocks",
        "realloc_freed_block", "free_unknown_block", "free_twice", "free_twice_in_one_step",
        "free_slice_over_a_freed_block", "free_index_too_large", "free_huge_index", "free_backward_slice",
        "free_before_alloc"},
    "marks are unique": {"mark_twice"},
    "the interpreter exits in the last step": {"exit_is_not_last"},
    "the run stops in the last step": {"stops_is_not_last"},
    "a thread is left before it stores a count only without the GIL": {"count_with_the_gil"},
    "nothing runs after a step that raises": {"code_after_raises"},
    "an index must be one of the choices": {"choices_answer_out_of_range"},
    "an expression must name something": {"ask_literal_string", "ask_literal_arithmetic", "ask_literal_none",
                                          "ask_literal_prefixed_string"},
}


def read(path):
    """The value of a file, or None when it is not JSON."""
    try:
        return json.loads(path.read_bytes().decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def main():
    schema = json.loads((ROOT / "assets" / "scenario.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []

    good = sorted((HERE / "valid").glob("*.json")) + sorted((ROOT / "scenarios").glob("*.json"))
    for path in good:
        for error in validator.iter_errors(read(path)):
            failures.append(f"{path.name}: the schema refuses a right file: {error.json_path}: {error.message:.200}")

    accepted_anyway = {name for names in NOT_EXPRESSIBLE.values() for name in names}
    bad = sorted((HERE / "invalid").glob("*.json"))
    names = {path.stem for path in bad}
    for name in sorted((accepted_anyway | ONLY_THE_TEXT_IS_WRONG) - names):
        failures.append(f"{name}: listed here, but there is no such file")
    for path in bad:
        if path.stem in ONLY_THE_TEXT_IS_WRONG:
            continue
        value = read(path)
        refused = value is None or not validator.is_valid(value)
        if path.stem in accepted_anyway and refused:
            failures.append(f"{path.name}: listed as not expressible, but the schema refuses it: strike it off the list")
        if path.stem not in accepted_anyway and not refused:
            failures.append(f"{path.name}: the schema accepts a wrong file")

    for failure in failures:
        print(failure)
    print(f"check_schema: {len(good)} right and {len(bad)} wrong files, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
