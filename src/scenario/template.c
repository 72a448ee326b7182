/* template.c - what a new scenario begins with. Each passes `ouro check`, and a test holds it to
 * that. Called by `ouro new` and by the lesson browser. */
#include "scenario/template.h"

#include <errno.h>
#include <stdio.h>

#include "scenario/scenario.h"

static const char short_scenario[] =
    "{ \"format\": 1,\n"
    "  \"title\": {\"en\": \"My first scenario\", \"ru\": \"Мой первый сценарий\"},\n"
    "  \"python\": \"3.11\",\n"
    "  \"steps\": [\n"
    "    {\"code\": \"a = [1, 2, 3]\",\n"
    "     \"note\": {\"en\": \"One list, one name.\", \"ru\": \"Один список, одно имя.\"},\n"
    "     \"expect\": {\"refcount(a)\": 1}},\n"
    "    {\"code\": \"b = a\",\n"
    "     \"note\": {\"en\": \"A second name for the same list.\", \"ru\": \"Второе имя того же "
    "списка.\"},\n"
    "     \"expect\": {\"refcount(a)\": 2, \"a is b\": true}}\n"
    "  ] }\n";

static const char lesson[] =
    "{ \"format\": 1,\n"
    "  \"title\": {\"en\": \"Title of the lesson\", \"ru\": \"Название урока\"},\n"
    "  \"summary\": {\"en\": \"One or two sentences for the lesson browser.\",\n"
    "              \"ru\": \"Одно или два предложения для списка уроков.\"},\n"
    "  \"level\": \"beginner\",\n"
    "  \"minutes\": 5,\n"
    "  \"tags\": [\"references\"],\n"
    "  \"python\": \"3.11\",\n"
    "  \"panes\": [\"program\", \"objects\", \"events\", \"lesson\"],\n"
    "  \"values\": false,\n"
    "  \"steps\": [\n"
    "    {\"note\": {\"en\": \"A step without an action is a slide: it only tells.\",\n"
    "              \"ru\": \"Шаг без действия - слайд: он только рассказывает.\"},\n"
    "     \"presenter\": {\"en\": \"Only you see this, in presenter mode.\",\n"
    "                   \"ru\": \"Это видите только вы, в режиме докладчика.\"}},\n"
    "    {\"code\": [\"class Node:\", \"    pass\"],\n"
    "     \"note\": {\"en\": \"A `class` statement makes a *type* object.\",\n"
    "              \"ru\": \"Оператор `class` создаёт объект *типа*.\"}},\n"
    "    {\"code\": \"a = Node(); b = Node()\",\n"
    "     \"mark\": \"two-nodes\",\n"
    "     \"view\": \"objects\",\n"
    "     \"focus\": [\"a\", \"b\"],\n"
    "     \"expect\": {\"refcount(a)\": 1, \"refcount(b)\": 1},\n"
    "     \"note\": {\"en\": \"Each object is held by one name.\", \"ru\": \"Каждый объект "
    "удерживает одно имя.\"}},\n"
    "    {\"code\": \"a.other = b\",\n"
    "     \"grain\": \"event\",\n"
    "     \"expect\": {\"refcount(b)\": 2},\n"
    "     \"ask\": {\n"
    "       \"before\": {\"en\": \"An attribute is a *reference*, as a name is.\",\n"
    "                  \"ru\": \"Атрибут - такая же *ссылка*, как имя.\"},\n"
    "       \"question\": {\"en\": \"What is the reference count of b now?\", \"ru\": \"Чему "
    "теперь равен счётчик ссылок b?\"},\n"
    "       \"hint\": {\"en\": \"Count the arrows that end at b.\", \"ru\": \"Сосчитайте стрелки, "
    "ведущие к b.\"},\n"
    "       \"answer\": \"refcount(b)\",\n"
    "       \"wrong\": [\n"
    "         {\"answer\": 1, \"why\": {\"en\": \"That was before `a.other` came to refer to "
    "it.\",\n"
    "                                \"ru\": \"Так было, пока на него не ссылался "
    "`a.other`.\"}}],\n"
    "       \"why\": {\"en\": \"The name `b` and the attribute `other` of the first node both "
    "refer to it.\",\n"
    "               \"ru\": \"На него ссылаются имя `b` и атрибут `other` первого узла.\"}}},\n"
    "    {\"code\": \"print('done')\",\n"
    "     \"output\": \"done\\n\",\n"
    "     \"expect\": {\"alive(Node)\": 2},\n"
    "     \"note\": {\"en\": \"`expect` and `output` are checked by `ouro check`.\",\n"
    "              \"ru\": \"`expect` и `output` проверяет `ouro check`.\"}}\n"
    "  ] }\n";

static const char program[] = "# Play it with the arrow keys; `ouro run` prints what it prints.\n"
                              "a = [1, 2, 3]\n"
                              "b = a\n"
                              "b.append(4)\n"
                              "print(a)\n"
                              "del a\n";

int scenario_write_new(const char *path, bool whole_lesson) {
    FILE *file = fopen(path, "wx"); /* never over an existing file */
    if (!file) return errno;
    const char *text = scenario_is_python(path, "{", 1) ? program
                       : whole_lesson                   ? lesson
                                                        : short_scenario;
    int error = fputs(text, file) < 0 ? EIO : 0;
    if (fclose(file) != 0 && !error) error = errno;
    return error;
}
