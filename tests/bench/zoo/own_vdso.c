/* Asks for the time CALLS times as a runtime with no C library's help does, such as Go's: it finds
 * the vDSO's function itself, calls it, and makes the system call itself where there is none.
 * "blind" keeps it from looking; with a third word it stops at its end. */

#include <elf.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <time.h>

typedef int (*function)(clockid_t, struct timespec*);

/* The image is linked at 0, as the kernel's is: what its tables hold are distances from its begin.
 */
static function look_up(const char* image, const char* name) {
  const Elf64_Ehdr* header = (const Elf64_Ehdr*)image;
  const Elf64_Phdr* segments = (const Elf64_Phdr*)(image + header->e_phoff);
  const Elf64_Sym* symbols = NULL;
  const char* names = NULL;
  const Elf64_Word* hash = NULL;

  for (int i = 0; i < header->e_phnum; ++i) {
    if (segments[i].p_type != PT_DYNAMIC) continue;
    const Elf64_Dyn* entry = (const Elf64_Dyn*)(image + segments[i].p_offset);
    for (; entry->d_tag != DT_NULL; ++entry) {
      if (entry->d_tag == DT_SYMTAB) symbols = (const void*)(image + entry->d_un.d_ptr);
      if (entry->d_tag == DT_STRTAB) names = image + entry->d_un.d_ptr;
      if (entry->d_tag == DT_HASH) hash = (const void*)(image + entry->d_un.d_ptr);
    }
  }
  if (!symbols || !names) return NULL;
  /* Some kernels' images have no DT_HASH (Linux 6.11 and later): their symbols end at their names.
   */
  const Elf64_Sym* end = hash ? symbols + hash[1] : (const Elf64_Sym*)names;
  for (; symbols < end; ++symbols)
    if (strcmp(names + symbols->st_name, name) == 0) return (function)(image + symbols->st_value);
  return NULL;
}

static int by_instruction(clockid_t clock, struct timespec* now) {
  long number = SYS_clock_gettime;
  __asm__ volatile("syscall" : "+a"(number) : "D"(clock), "S"(now) : "rcx", "r11", "memory");
  return (int)number;
}

int main(int count, char** words) {
  struct timespec now;
  if (count < 3) return 2;
  const int blind = strcmp(words[1], "blind") == 0;
  const char* image = (const char*)getauxval(AT_SYSINFO_EHDR);
  function ask = image && !blind ? look_up(image, "__vdso_clock_gettime") : NULL;
  if (!ask) ask = by_instruction;
  for (long n = atol(words[2]); n > 0; --n)
    if (ask(CLOCK_MONOTONIC, &now) != 0) return 1;
  if (count > 3) raise(SIGSTOP);
  return 0;
}
