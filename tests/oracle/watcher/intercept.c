/* intercept.c - each instruction passes by here before it runs.
 *
 * The interpreter jumps from instruction to instruction through the table opcode_targets; the
 * entries of that table are replaced before the program runs. */
#include "watcher.h"

enum { REGISTERS = 15 };

enum { TABLE = 256 };

/* Behind the targets of the table those of the switch, which versions before 3.11 have beside it. */
static void *real_targets[2 * TABLE];
static bool looking, armed;

#if AT_LEAST(11)
/* A doubled instruction whose second half begins a line is run as two. */
static int first_half(int opcode) {
#if !AT_LEAST(13)
    switch (opcode) {
    case LOAD_FAST__LOAD_FAST:
    case LOAD_FAST__LOAD_CONST: return LOAD_FAST;
    case STORE_FAST__LOAD_FAST:
    case STORE_FAST__STORE_FAST: return STORE_FAST;
    case LOAD_CONST__LOAD_FAST: return LOAD_CONST;
    default: break;
    }
#endif
    return opcode;
}

/* How often each register has held the place of the instruction that comes. The compiler has chosen
 * one, the same for all jumps through the table; start-up runs enough instructions to see which. */
static unsigned hits[REGISTERS];
static int holder = -1;

/* The number of the instruction that comes; -1 when the jump does not begin one (an instruction that
 * goes on in its general form). */
static int instruction_at(const uintptr_t *registers, int opcode, PyCodeObject *code) {
    const uint8_t *begin = (const uint8_t *)_PyCode_CODE(code);
    const uint8_t *end = begin + 2 * Py_SIZE(code);
    int found = -1;
    for (int i = 0; i < REGISTERS; i++) {
        const uint8_t *at = (const uint8_t *)registers[i];
        if (at < begin || at >= end || ((uintptr_t)at & 1) || *at != opcode) continue;
        hits[i]++;
        if (i == holder) found = (int)(at - begin) / 2;
    }
    return found;
}

static void choose_holder(void) {
    for (int i = 0; i < REGISTERS; i++)
        if (hits[i] > 1000 && (holder < 0 || hits[i] > hits[holder])) holder = i;
    if (holder < 0) give_up("no register holds the place of the instruction");
}
#else
static int first_half(int opcode) { return opcode; }

static int instruction_at(const uintptr_t *registers, int opcode, PyCodeObject *code) {
    (void)registers;
#if AT_LEAST(10)
    int at = current_frame()->f_lasti;
#else
    int at = current_frame()->f_lasti / (int)sizeof(_Py_CODEUNIT);
#endif
    /* Behind EXTENDED_ARG the jump goes to an instruction that has begun before. */
    return (uint8_t)PyBytes_AS_STRING(code->co_code)[2 * at] == opcode % TABLE ? at : -1;
}

static void choose_holder(void) {}
#endif

static void arm(RealFrame *f, PyCodeObject *code) {
    armed = true;
    program_is(code);
    objects_leave_out(f->f_globals, f->f_builtins);
    sizes_prepare();
    PyGC_Collect();      /* also empties the free lists */
    PyType_ClearCache(); /* it holds names of start-up, which would die one by one */
    take_free_memory();
}

/* Called by watch_entry: where the instruction goes on. */
void *watch_instruction(const uintptr_t *registers);
void *watch_instruction(const uintptr_t *registers) {
    int opcode = (int)registers[REGISTERS + 1];
    RealFrame *f = looking ? NULL : current_frame();
    PyCodeObject *code = f ? code_of(f) : NULL;
    if (!code) return real_targets[opcode];
    int instr = instruction_at(registers, opcode, code);
    if (!in_program(code)) return real_targets[opcode];
    if (!armed) {
        choose_holder();
        instr = instruction_at(registers, opcode, code);
    }
    if (instr < 0) return real_targets[opcode];
    looking = true;
    if (!armed) arm(f, code);
    int line = line_begins(f, code, instr);
    if (line >= 0) record(f, code, line);
    int half = first_half(opcode);
    if (half != opcode) {
        int offset = instr * (int)sizeof(_Py_CODEUNIT);
        if (PyCode_Addr2Line(code, offset) != PyCode_Addr2Line(code, offset + 2)) opcode = half;
    }
    looking = false;
    return real_targets[opcode];
}

/* Enters with the number of the instruction on the stack, which becomes the address to return to. */
void watch_entry(void);
__asm__(".text\n"
        "watch_entry:\n"
        "pushfq\n"
        "push %rax\n push %rbx\n push %rcx\n push %rdx\n push %rsi\n push %rdi\n push %rbp\n"
        "push %r8\n push %r9\n push %r10\n push %r11\n push %r12\n push %r13\n push %r14\n"
        "push %r15\n"
        "mov %rsp, %rdi\n"
        "mov %rsp, %rbx\n"
        "and $-16, %rsp\n"
        "sub $512, %rsp\n"
        "fxsave (%rsp)\n"
        "call watch_instruction@PLT\n"
        "fxrstor (%rsp)\n"
        "mov %rbx, %rsp\n"
        "mov %rax, 128(%rsp)\n"
        "pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %r11\n pop %r10\n pop %r9\n pop %r8\n"
        "pop %rbp\n pop %rdi\n pop %rsi\n pop %rdx\n pop %rcx\n pop %rbx\n pop %rax\n"
        "popfq\n"
        "ret\n");

enum { STUB = 16, ENTRY = 2 * TABLE * STUB };

/* For each target a few bytes: push its number, jump to watch_entry. They lie near the library, so
 * that 32 bits lead from there to here. */
static uint8_t *make_stubs(void) {
    uint8_t *stubs = mmap((void *)((library_end() + (1 << 24)) & ~(uintptr_t)4095), ENTRY + 8,
                          PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stubs == MAP_FAILED) give_up("no memory that can be executed");
    void *entry = (void *)watch_entry;
    memcpy(stubs + ENTRY, &entry, 8);
    for (int i = 0; i < 2 * TABLE; i++) {
        uint8_t *stub = stubs + i * STUB;
        int32_t to_entry = ENTRY - (i * STUB + 11);
        stub[0] = 0x68; /* push imm32 */
        memcpy(stub + 1, &i, 4);
        stub[5] = 0xff; /* jmp *disp32(%rip) */
        stub[6] = 0x25;
        memcpy(stub + 7, &to_entry, 4);
    }
    return stubs;
}

static void make_writable(void *from, size_t bytes) {
    uintptr_t page = (uintptr_t)from & ~(uintptr_t)4095;
    if (mprotect((void *)page, (uintptr_t)from + bytes - page, PROT_READ | PROT_WRITE))
        give_up("the table of instructions is read-only");
}

#if !AT_LEAST(11)
#if AT_LEAST(9)
enum { LAST_OPCODE = DICT_UPDATE };
#elif !AT_LEAST(7)
enum { LAST_OPCODE = BUILD_TUPLE_UNPACK_WITH_CALL };
#elif !AT_LEAST(8)
enum { LAST_OPCODE = CALL_METHOD };
#else
enum { LAST_OPCODE = CALL_FINALLY + 1 };
#endif
#if AT_LEAST(10)
enum { OPCODE_REGISTER = 1, TABLE_REGISTER = 2 }; /* %ecx, %rdx */
#elif AT_LEAST(8)
enum { OPCODE_REGISTER = 1, TABLE_REGISTER = 6 }; /* %ecx, %rsi */
#else
enum { OPCODE_REGISTER = 6, TABLE_REGISTER = 1 }; /* %esi, %rcx */
#endif

/* At the begin of a frame and of a handler versions before 3.11 take the switch instead of the table: a
 * comparison with the highest opcode, then `lea table(%rip), %rsi; mov %ecx, %eax;
 * movslq (%rsi,%rax,4), %rax; add %rsi, %rax; jmp *%rax`, or with other registers. Its table holds distances from
 * its own begin. */
static void replace_switch(uint8_t *stubs) {
    enum { LEA = 12 };
    const uint8_t compare[] = {0x81, 0xf8 | OPCODE_REGISTER, LAST_OPCODE, 0, 0, 0, 0x0f, 0x87};
    const uint8_t jump[] = {
        0x89, 0xc0 | OPCODE_REGISTER << 3, 0x48, 0x63, 0x04, 0x80 | TABLE_REGISTER, 0x48,
        0x01, 0xc0 | TABLE_REGISTER << 3,  0xff, 0xe0};
    const uint8_t *at = (const uint8_t *)_PyEval_EvalFrameDefault, *end = at + (1 << 15);
    while (at < end && (memcmp(at, compare, sizeof compare) != 0 ||
                        memcmp(at + LEA + 7, jump, sizeof jump) != 0))
        at++;
    if (at == end) give_up("this interpreter's switch was compiled in another way");
    int32_t to_table;
    memcpy(&to_table, at + LEA + 3, 4);
    uint8_t *begin = (uint8_t *)(uintptr_t)(at + LEA + 7 + to_table);
    int32_t *table = (int32_t *)begin;
    make_writable(table, sizeof *table * TABLE);
    for (int i = 0; i <= LAST_OPCODE; i++) {
        real_targets[TABLE + i] = begin + table[i];
        table[i] = (int32_t)(stubs + (TABLE + i) * STUB - begin);
    }
}
#else
static void replace_switch(uint8_t *stubs) { (void)stubs; }
#endif

static void replace_targets(void) {
    uint8_t *stubs = make_stubs();
    make_writable(opcode_targets, sizeof *opcode_targets * TABLE);
    for (int i = 0; i < TABLE; i++) {
        real_targets[i] = opcode_targets[i];
        opcode_targets[i] = stubs + i * STUB;
    }
    replace_switch(stubs);
}

__attribute__((constructor)) static void start(void) {
    const char *fd = getenv("WATCH_FD");
    program_path = getenv("WATCH_PROGRAM");
    if (!fd || !program_path) return;
    record_fd = atoi(fd);
    find_symbols();
    find_collector();
    replace_targets();
}
