/* library.c - what lies where in the library of the interpreter. */
#include "watcher.h"

static uintptr_t library_base, library_low, library_high;
void **opcode_targets;
void *arenas_symbol, *maxarenas_symbol, *usedpools_symbol;
void *generations_symbol, *generation_stats_symbol; /* up to 3.6 */

static int library_range(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size, (void)context;
    if (info->dlpi_addr != library_base) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
        uintptr_t low = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        uintptr_t high = low + info->dlpi_phdr[i].p_memsz;
        if (!library_low || low < library_low) library_low = low;
        if (high > library_high) library_high = high;
    }
    return 0;
}

/* The tables are static: their addresses stand in the symbols of the library's file. */
void find_symbols(void) {
    Dl_info info;
    if (!dladdr((void *)PyObject_Malloc, &info)) give_up("no library of Python");
    library_base = (uintptr_t)info.dli_fbase;
    dl_iterate_phdr(library_range, NULL);
    int fd = open(info.dli_fname, O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) give_up("cannot open the library of Python");
    char *file = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (file == MAP_FAILED) give_up("cannot read the library of Python");
    const Elf64_Ehdr *header = (const Elf64_Ehdr *)file;
    const Elf64_Shdr *sections = (const Elf64_Shdr *)(file + header->e_shoff);
    for (int i = 0; i < header->e_shnum; i++) {
        if (sections[i].sh_type != SHT_SYMTAB) continue;
        const char *names = file + sections[sections[i].sh_link].sh_offset;
        const Elf64_Sym *symbol = (const Elf64_Sym *)(file + sections[i].sh_offset);
        for (size_t n = sections[i].sh_size / sizeof *symbol; n > 0; n--, symbol++) {
            const char *name = names + symbol->st_name;
            void *where = (void *)(library_base + symbol->st_value);
            if (strncmp(name, "opcode_targets", 14) == 0) opcode_targets = where;
            if (strcmp(name, "arenas") == 0) arenas_symbol = where;
            if (strcmp(name, "maxarenas") == 0) maxarenas_symbol = where;
            if (strcmp(name, "usedpools") == 0) usedpools_symbol = where;
            if (strcmp(name, "generations") == 0) generations_symbol = where;
            if (strcmp(name, "generation_stats") == 0) generation_stats_symbol = where;
        }
    }
    munmap(file, (size_t)st.st_size);
    if (!opcode_targets) give_up("this interpreter has no table of instructions");
}

bool in_library(const void *address) {
    return (uintptr_t)address >= library_low && (uintptr_t)address < library_high;
}

uintptr_t library_end(void) { return library_high; }
