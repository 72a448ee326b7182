/* test_ui_story.c - the picture of real programs: which objects have boxes, which rows the boxes
 * have, and which expressions lead to them. Nothing here is made by hand: the engine runs the
 * program in every version, and its snapshot is laid out. */
#include "support.h"

#include "engine/look/story.h"
#include "ui/picture/graph.h"

typedef struct Picture {
    Program *program;
    Engine *engine;
    Snapshot *snap;
    Graph *graph;
} Picture;

/* What stands on the screen when the program's own code is over. */
static Picture picture_of(const char *source, const char *version) {
    Picture at = {.program = test_program(source, version)};
    at.program->exit_at_end = false;
    at.engine = test_engine(at.program, NULL);
    engine_seek(at.engine, engine_find_end(at.engine));
    at.snap = engine_snapshot(at.engine, WANT_ALL, 0);
    at.graph = graph_new(at.snap, NULL, &(GraphOptions){0});
    return at;
}

static void picture_free(Picture *at) {
    graph_free(at->graph);
    snapshot_free(at->snap);
    engine_free(at->engine);
    program_free(at->program);
}

/* The object that a global name refers to. */
static int named(const Picture *at, const char *name) {
    for (int i = 0; i < at->snap->scopes[0].nentries; i++) {
        const SnapEntry *entry = &at->snap->entries[at->snap->scopes[0].first_entry + i];
        if (strcmp(entry->name, name) == 0) return entry->object;
    }
    return -1;
}

/* How many rows with this label the box of the object has; -1: it has no box. */
static int rows(const Picture *at, int object, const char *label) {
    int node = object >= 0 ? at->graph->node_of[object] : -1;
    if (node < 0) return -1;
    int count = 0;
    for (int f = 0; f < at->graph->nodes[node].nfields; f++) {
        const GraphField *field = &at->graph->fields[at->graph->nodes[node].first_field + f];
        count += strcmp(field->label, label) == 0;
    }
    return count;
}

static void an_attribute_is_one_row_and_one_reference(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of("class Node:\n"
                                "    def __init__(self, name):\n"
                                "        self.name = name\n"
                                "        self.other = None\n"
                                "a = Node('a')\n"
                                "b = Node('b')\n"
                                "a.other = b\n"
                                "b.other = a\n"
                                "b.__dict__\n",
                                version);
        for (int k = 0; k < 2; k++) {
            int object = named(&at, k ? "b" : "a");
            assert_int_equal(rows(&at, object, "other"), 1);
            assert_int_equal(rows(&at, object, "name"), 1);
            assert_int_equal(rows(&at, object, "'other'"), 0);
        }
        int between = 0;
        for (int i = 0; i < at.graph->nedges; i++) between += at.graph->edges[i].from >= 0;
        assert_int_equal(between, 2);
        picture_free(&at);
    }
}

static void attributes_are_rows_whatever_they_are_called(void **state) {
    (void)state;
    static const char *const names[] = {"key",   "value", "item",     "args",
                                        "class", "dict",  "referent", "cell_contents"};
    StrBuf source = {0};
    sb_put(&source, "class Leaf:\n    pass\nleaf = Leaf()\n");
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        sb_printf(&source, "setattr(leaf, '%s', %zu)\n", names[i], i);
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of(sb_text(&source), version);
        for (size_t i = 0; i < ARRAY_LEN(names); i++)
            assert_int_equal(rows(&at, named(&at, "leaf"), names[i]), 1);
        picture_free(&at);
    }
    sb_free(&source);
}

static void keys_of_a_dict_are_no_rows_of_their_own(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of("d = {'k': [1], 2: 'two'}\n", version);
        assert_int_equal(rows(&at, named(&at, "d"), "['k']"), 1);
        assert_int_equal(rows(&at, named(&at, "d"), "[2]"), 1);
        assert_int_equal(rows(&at, named(&at, "d"), "key"), 0);
        picture_free(&at);
    }
}

static void classes_may_have_the_names_of_the_interpreters_own(void **state) {
    (void)state;
    static const char *const names[] = {"frame",     "module",
                                        "code",      "function",
                                        "method",    "type_",
                                        "block",     "cell",
                                        "tuple",     "dict",
                                        "set",       "weakref",
                                        "traceback", "getset_descriptor_",
                                        "generator", "mappingproxy"};
    EACH_VERSION(profile) {
        const char *version = profile->name;
        for (size_t i = 0; i < ARRAY_LEN(names); i++) {
            StrBuf source = {0};
            sb_printf(&source,
                      "class %s:\n    pass\na = %s()\na.next = %s()\na.next.next = a\n"
                      "class other:\n    pass\nother.__name__ = 'type'\nt = other()\nt.x = a\n",
                      names[i], names[i], names[i]);
            Picture at = picture_of(sb_text(&source), version);
            int a = named(&at, "a");
            assert_int_equal(rows(&at, a, "next"), 1);
            assert_int_equal(at.snap->objects[a].kind, KIND_INSTANCE);
            assert_true(at.snap->objects[a].flags & SNAP_OWN_CLASS);
            assert_int_equal(rows(&at, named(&at, "t"), "x"), 1);
            /* The class itself is a name with its word, not a box. */
            int class = named(&at, names[i]);
            assert_int_equal(at.snap->objects[class].kind, KIND_CLASS);
            assert_string_equal(at.snap->objects[class].name, names[i]);
            assert_int_equal(rows(&at, class, ""), -1);
            picture_free(&at);
            sb_free(&source);
        }
    }
}

typedef struct Way { /* how the search came to an object */
    int from;        /* object, -1: a global name */
    const char *expression;
    bool known;
} Way;

/* Can the reference be followed by an expression? What makes classes and functions work is no way
 * to take. */
static bool can_be_written(const Snapshot *snap, const SnapEdge *edge) {
    const SnapObject *from = &snap->objects[edge->from];
    return edge->kind == EDGE_STRONG && edge->expression != NULL && story_is_row(edge) &&
           !story_is_machinery(from) && !story_is_definition(from);
}

static void put_way(const Way *ways, int object, StrBuf *out) {
    int chain[64];
    int count = 0;
    for (int at = object; at >= 0 && count < 64; at = ways[at].from) {
        chain[count++] = at;
    }
    while (count-- > 0) {
        sb_put(out, ways[chain[count]].expression);
    }
}

/* How the program reaches the object: "a", "a.other", "t[0]"; NULL when no global name leads to it. */
static char *expression_of(const Snapshot *snap, int object) {
    if (object < 0 || snap->nscopes == 0 || snap->scopes[0].kind != SCOPE_GLOBALS) {
        return NULL;
    }
    Way *ways = host_alloc((size_t)(snap->nobjects + 1) * sizeof *ways);
    int *queue = host_alloc((size_t)(snap->nobjects + 1) * sizeof *queue);
    int head = 0;
    int tail = 0;
    const SnapScope *globals = &snap->scopes[0];
    for (int i = 0; i < globals->nentries; i++) {
        const SnapEntry *entry = &snap->entries[globals->first_entry + i];
        if (entry->object >= 0 && entry->expression != NULL && !ways[entry->object].known &&
            !entry->special) {
            ways[entry->object] = (Way){-1, entry->expression, true};
            queue[tail++] = entry->object;
        }
    }
    while (head < tail && !ways[object].known) {
        const SnapObject *from = &snap->objects[queue[head++]];
        for (int i = 0; i < from->nedges; i++) {
            const SnapEdge *edge = &snap->edges[from->first_edge + i];
            if (!ways[edge->to].known && can_be_written(snap, edge)) {
                ways[edge->to] = (Way){edge->from, edge->expression, true};
                queue[tail++] = edge->to;
            }
        }
    }
    StrBuf text = {0};
    bool found = ways[object].known;
    if (found) {
        put_way(ways, object, &text);
    }
    free(ways);
    free(queue);
    return found ? sb_take(&text) : NULL;
}

static void expressions_lead_to_every_object_and_are_never_cut(void **state) {
    (void)state;
    static const char long_name[] = "a_very_long_attribute_name_that_no_box_can_hold_and_no_label";
    StrBuf source = {0};
    sb_printf(&source,
              "class Root:\n    pass\n"
              "class Slotted:\n    __slots__ = ('%s_slot',)\n"
              "%s_global = root = Root()\n"
              "root.%s = [Root()]\n"
              "root.d = {'it\\'s a long key with \\n and \\\\ in it': Root(), 12: Root()}\n"
              "root.s = Slotted()\n"
              "root.s.%s_slot = Root()\n",
              long_name, long_name, long_name, long_name);
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of(sb_text(&source), version);
        int found = 0;
        for (int i = 0; i < at.snap->nobjects; i++) {
            const SnapObject *object = &at.snap->objects[i];
            if (object->kind != KIND_INSTANCE || !(object->flags & SNAP_PROGRAM)) continue;
            char *expression = expression_of(at.snap, i);
            assert_non_null(expression);
            StrBuf question = {0};
            sb_printf(&question, "id(%s)", expression);
            char *repr = NULL, *error = NULL;
            if (!engine_evaluate(at.engine, sb_text(&question), &repr, &error))
                fail_msg("%s: %s: %s", version, expression, error);
            assert_int_equal(strtoull(repr, NULL, 10), object->address);
            found++;
            free(repr);
            free(expression);
            sb_free(&question);
        }
        assert_int_equal(found, 6);
        picture_free(&at);
    }
    sb_free(&source);
}

static void there_is_no_expression_where_python_would_refuse_it_or_answer_otherwise(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of("class Box:\n    pass\n"
                                "class Lost(Box):\n    pass\n"
                                "class Covered:\n"
                                "    @property\n"
                                "    def p(self):\n"
                                "        return None\n"
                                "class Asked:\n"
                                "    def __getattribute__(self, name):\n"
                                "        return None\n"
                                "class Items(dict):\n"
                                "    def __getitem__(self, key):\n"
                                "        return None\n"
                                "r = Box()\n"
                                "for name in ('class', 'None', 'async', 'two words', '1st', '',\n"
                                "             'a\\u2212b', '\\ufb01x'):\n"
                                "    setattr(r, name, Lost())\n"
                                "    globals()[name] = getattr(r, name)\n"
                                "covered = Covered()\n"
                                "covered.__dict__['p'] = Lost()\n"
                                "asked = Asked()\n"
                                "asked.hidden = Lost()\n"
                                "items = Items()\n"
                                "items['k'] = Lost()\n"
                                "r.match = Box()\n"
                                "setattr(r, '\\u00e9t\\u00e9', Box())\n"
                                "setattr(r, '\\u0438\\u043c\\u044f', Box())\n",
                                version);
        int lost = 0, found = 0;
        for (int i = 0; i < at.snap->nobjects; i++) {
            const SnapObject *object = &at.snap->objects[i];
            if (object->kind != KIND_INSTANCE || !(object->flags & SNAP_PROGRAM)) continue;
            char *expression = expression_of(at.snap, i);
            if (strcmp(object->type, "Lost") == 0) {
                if (expression) fail_msg("%s: %s leads nowhere", version, expression);
                lost++;
            } else if (strcmp(object->type, "Box") == 0) {
                assert_non_null(expression);
                found++;
            }
            free(expression);
        }
        assert_int_equal(lost, 11);
        assert_int_equal(found, 4);
        picture_free(&at);
    }
}

static void what_makes_classes_work_is_no_part_of_the_story(void **state) {
    (void)state;
    EACH_VERSION(profile) {
        const char *version = profile->name;
        Picture at = picture_of("import gc\n"
                                "class Node:\n"
                                "    __slots__ = ('x',)\n"
                                "    def f(self):\n"
                                "        return self.x\n"
                                "n = Node()\n"
                                "n.x = [n]\n"
                                "bound = n.f\n",
                                version);
        for (int i = 0; i < at.snap->nobjects; i++) {
            const SnapObject *object = &at.snap->objects[i];
            if (at.graph->node_of[i] < 0) continue;
            assert_false(story_is_machinery(object));
            /* The bound method leads to n, so it has a box; Node and f lead to nothing drawn. */
            assert_true(!story_is_definition(object) || object->kind == KIND_METHOD);
        }
        assert_true(at.graph->node_of[named(&at, "bound")] >= 0);
        assert_true(at.graph->node_of[named(&at, "n")] >= 0);
        for (int i = 0; i < at.graph->nnames; i++)
            assert_string_not_equal(at.graph->names[i].text, "gc");
        picture_free(&at);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_attribute_is_one_row_and_one_reference),
        cmocka_unit_test(attributes_are_rows_whatever_they_are_called),
        cmocka_unit_test(keys_of_a_dict_are_no_rows_of_their_own),
        cmocka_unit_test(classes_may_have_the_names_of_the_interpreters_own),
        cmocka_unit_test(expressions_lead_to_every_object_and_are_never_cut),
        cmocka_unit_test(there_is_no_expression_where_python_would_refuse_it_or_answer_otherwise),
        cmocka_unit_test(what_makes_classes_work_is_no_part_of_the_story),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
