/* test_vm_run.c - running in slices: safe points, scenario steps, going on from a restored image,
 * limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "../versions.h"
#include "alloc/alloc_view.h"
#include "object/container/dict.h"
#include "object/number/int.h"
#include "vm_world.h"

static const char *const varied = "class N:\n"
                                  "    def __init__(self, v):\n"
                                  "        self.v = v\n"
                                  "    def get(self, k=1, *a, **kw):\n"
                                  "        return self.v * k\n"
                                  "def f(n):\n"
                                  "    try:\n"
                                  "        if n == 0:\n"
                                  "            raise ValueError(n)\n"
                                  "        return f(n - 1) + N(n).get(2)\n"
                                  "    except ValueError as e:\n"
                                  "        return len(e.args)\n"
                                  "    finally:\n"
                                  "        d = {'n': n}\n"
                                  "x = f(3)\n"
                                  "l = sorted([3, 1, 2], key=lambda v: -v)\n"
                                  "print(x, l, f(*[1]), N(4).get(k=3, z=1))\n";

static void one_slice(Proc *p, void *context) { *(VmStatus *)context = vm_run(p); }

/* Run to the next safe point at or after `at`. */
static VmStatus slice(Proc *p, uint64_t at) {
    VmStatus status = VM_DONE;
    p->safe_at = at;
    PauseReason reason = img_run_guarded(p, UINT64_MAX, one_slice, &status);
    assert_int_equal(reason, PAUSE_NONE);
    return status;
}

static void a_run_in_slices_ends_like_a_run_in_one_piece(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        VmWorld whole = vm_world_take(host_strdup(varied), "t.py", test_versions[v], false, NULL);
        VmWorld parts = vm_world_take(host_strdup(varied), "t.py", test_versions[v], false, NULL);
        assert_int_equal(slice(whole.p, UINT64_MAX), VM_DONE);
        int slices = 0;
        while (slice(parts.p, parts.p->s->clock + 1) == VM_SAFE) slices++;
        assert_true(slices > 50);
        assert_int_equal(whole.p->s->clock, parts.p->s->clock);
        assert_int_equal(img_hash(whole.p), img_hash(parts.p));
        vm_world_free(&whole);
        vm_world_free(&parts);
    }
}

/* As the history does: which bytes may be touched goes back in time, too. */
static void back_to(Proc *p, const ImgCopy *copy) {
    img_restore(p, copy);
    alloc_repoison(p);
}

static void each_safe_point_can_be_restored_and_run_to_the_same_end(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        VmWorld world = vm_world_take(host_strdup(varied), "t.py", test_versions[v], false, NULL);
        ImgCopy *start = img_copy(world.p, NULL);
        assert_int_equal(slice(world.p, UINT64_MAX), VM_DONE);
        uint64_t end = world.p->s->clock, hash = img_hash(world.p);
        back_to(world.p, start);
        for (uint64_t at = 40; at < end; at += 40) {
            VmStatus status = slice(world.p, at);
            ImgCopy *here = img_copy(world.p, start);
            if (status == VM_SAFE) assert_int_equal(slice(world.p, UINT64_MAX), VM_DONE);
            assert_int_equal(world.p->s->clock, end);
            assert_int_equal(img_hash(world.p), hash);
            back_to(world.p, here);
            img_copy_free(here);
            if (status == VM_DONE) break;
        }
        img_copy_free(start);
        vm_world_free(&world);
    }
}

static void an_instruction_is_announced_once_even_if_the_run_stops_there(void **state) {
    (void)state;
    VmWorld world = vm_world("a = 1\nb = 2\n", "3.11");
    uint64_t before = 0;
    while (slice(world.p, world.p->s->clock + 1) == VM_SAFE) {
        const Event *e = &world.p->ring[world.p->s->clock & world.p->ring_mask];
        assert_int_equal(e->kind, EV_INSTR);
        assert_true(world.p->s->clock > before);
        before = world.p->s->clock;
    }
    size_t instructions = 0;
    for (uint64_t i = 1; i <= world.p->s->clock; i++) {
        instructions += world.p->ring[i & world.p->ring_mask].kind == EV_INSTR;
    }
    assert_int_equal(instructions, world.unit->ninstrs);
    vm_world_free(&world);
}

static void every_statement_of_the_module_can_be_a_step(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        VmWorld world = vm_world_take(host_strdup("i = 0\nwhile i < 3:\n    i += 1\nx = i\n"),
                                      "t.py", test_versions[v], true, NULL);
        static const int lines[] = {1, 2, 4};
        int steps = 0;
        for (VmStatus status; (status = slice(world.p, UINT64_MAX)) != VM_DONE;) {
            assert_int_equal(status, VM_STEP);
            assert_int_equal(vm_next_step(world.p), steps);
            if (steps < 3) assert_int_equal(vm_line(world.p), lines[steps]);
            vm_step_taken(world.p);
            steps++;
        }
        assert_int_equal(steps, 3); /* a loop that returns to its step does not begin it again */
        vm_world_free(&world);
    }
}

static void two_images_at_different_places_stay_equal_to_the_end(void **state) {
    (void)state;
    for (size_t v = 0; v < ARRAY_LEN(test_versions); v++) {
        VmWorld a = vm_world_take(host_strdup(varied), "t.py", test_versions[v], false, NULL);
        VmWorld b = vm_world_take(host_strdup(varied), "t.py", test_versions[v], false, NULL);
        for (VmStatus status = VM_SAFE; status == VM_SAFE;) {
            uint64_t at = a.p->s->clock + 100;
            status = slice(a.p, at);
            assert_int_equal(slice(b.p, at), status);
            assert_int_equal(img_compare(a.p, b.p), 0);
        }
        vm_world_free(&a);
        vm_world_free(&b);
    }
}

static void an_expression_is_evaluated_in_the_globals_of_the_program(void **state) {
    (void)state;
    VmWorld world = vm_world("x = 20\n", "3.13");
    assert_int_equal(slice(world.p, UINT64_MAX), VM_DONE);
    DiagList diags = {0};
    CodeUnit *unit = lang_compile("x + extra", 9, "<ask>", LANG_EXPR, &world.p->s->profile, &diags);
    assert_non_null(unit);
    Ob *names = dict_new(world.p), *one = int_from_i64(world.p, 1);
    assert_int_equal(dict_setitem_cstr(world.p, names, "extra", one), 0);
    Ob *value = vm_eval_expr(world.p, unit, names);
    int64_t number = 0;
    assert_non_null(value);
    assert_true(int_as_i64(world.p, value, &number));
    assert_int_equal(number, 21);
    code_unit_free(unit);
    vm_world_free(&world);
}

static void an_uncaught_exception_ends_the_program_with_status_1(void **state) {
    (void)state;
    VmWorld world = vm_world("def f():\n    return 1 / 0\nf()\n", "3.8");
    assert_int_equal(slice(world.p, UINT64_MAX), VM_DONE);
    assert_non_null(vm_uncaught(world.p));
    assert_int_equal(vm_exit_status(world.p), 1);
    size_t len;
    const char *err = vm_stderr(world.p, &len);
    const char *expected =
        "Traceback (most recent call last):\n  File \"test.py\", line 3, in <module>\n    f()\n"
        "  File \"test.py\", line 2, in f\n    return 1 / 0\n"
        "ZeroDivisionError: division by zero\n";
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(err, expected, len);
    vm_world_free(&world);
}

static void output_beyond_the_limit_stops_the_run(void **state) {
    (void)state;
    VmWorld world = vm_world("while True:\n    print('x' * 1000)\n", "3.11");
    vm_set_output_limit(world.p, 10000);
    assert_int_equal(vm_world_run(&world), PAUSE_LIMIT_IMAGE);
    size_t len;
    vm_stdout(world.p, &len);
    assert_true(len <= 10000);
    vm_world_free(&world);
}

static void nesting_of_c_and_python_beyond_the_limit_stops_the_run(void **state) {
    (void)state;
    VmWorld world = vm_world(
        "class R:\n    def __repr__(self):\n        return repr(self)\nrepr(R())\n", "3.11");
    vm_set_depth_limit(world.p, 50);
    assert_int_equal(vm_world_run(&world), PAUSE_LIMIT_DEPTH);
    vm_world_free(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_in_slices_ends_like_a_run_in_one_piece),
        cmocka_unit_test(each_safe_point_can_be_restored_and_run_to_the_same_end),
        cmocka_unit_test(an_instruction_is_announced_once_even_if_the_run_stops_there),
        cmocka_unit_test(every_statement_of_the_module_can_be_a_step),
        cmocka_unit_test(two_images_at_different_places_stay_equal_to_the_end),
        cmocka_unit_test(an_expression_is_evaluated_in_the_globals_of_the_program),
        cmocka_unit_test(an_uncaught_exception_ends_the_program_with_status_1),
        cmocka_unit_test(output_beyond_the_limit_stops_the_run),
        cmocka_unit_test(nesting_of_c_and_python_beyond_the_limit_stops_the_run),
    };
    return cmocka_run_group_tests_name("running in slices", tests, NULL, NULL);
}
