// How the unwinder finds the frames of an address: glibc 2.35 has a function for it, which the
// libgcc of a newer compiler calls without a second way. This is the same answer, from a walk
// through the loaded objects, as every libgcc before that made it.

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <stdint.h>

namespace {

struct Search {
  uintptr_t address;
  dl_find_object* found;
};

// dl_iterate_phdr(3) calls it for each object, until it returns other than 0.
int look(dl_phdr_info* object, size_t, void* argument) {
  const auto& search = *static_cast<Search*>(argument);
  bool covers = false;
  uintptr_t first = UINTPTR_MAX;
  uintptr_t last = 0;
  uintptr_t frames = 0;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const auto& segment = object->dlpi_phdr[i];
    const uintptr_t begin = object->dlpi_addr + segment.p_vaddr;
    const uintptr_t end = begin + segment.p_memsz;
    if (segment.p_type == PT_GNU_EH_FRAME) frames = begin;
    if (segment.p_type != PT_LOAD) continue;
    if (begin < first) first = begin;
    if (end > last) last = end;
    if (search.address >= begin && search.address < end) covers = true;
  }
  if (!covers || frames == 0) return 0;
  *search.found = {};
  search.found->dlfo_map_start = reinterpret_cast<void*>(first);
  search.found->dlfo_map_end = reinterpret_cast<void*>(last);
  search.found->dlfo_eh_frame = reinterpret_cast<void*>(frames);
  return 1;
}

}  // namespace

extern "C" {

// Under glibc's name, and hidden, which glibc's header says otherwise of.
[[gnu::visibility("hidden")]] int find_object(void*, dl_find_object*) asm("_dl_find_object");

int find_object(void* address, dl_find_object* found) {
  Search search = {reinterpret_cast<uintptr_t>(address), found};
  return dl_iterate_phdr(look, &search) == 1 ? 0 : -1;
}
}
