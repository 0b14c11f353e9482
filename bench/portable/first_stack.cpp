#include "bench/portable/first_stack.hpp"

#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace vdsobench {

namespace {

// As setrlimit(2) gives by default: constructors of libraries may count on it.
constexpr std::size_t stack_size = 8U << 20U, guard = 4096;

using Words = std::vector<std::uint64_t>;

// Beyond the last that any kernel gives (include/uapi/linux/auxvec.h: 51).
constexpr std::uint64_t auxv_types = 128;

// As the kernel made it for this process. /proc/self/auxv is root's where a file lends
// capabilities.
std::vector<Elf64_auxv_t> own_vector() {
  std::vector<Elf64_auxv_t> entries;
  for (std::uint64_t type = AT_IGNORE + 1; type < auxv_types; ++type) {
    errno = 0;
    const std::uint64_t value = getauxval(type);
    if (value != 0 || errno != ENOENT) entries.push_back({type, {value}});
  }
  return entries;
}

void add(Words& words, const Elf64_auxv_t& entry) {
  words.push_back(entry.a_type);
  words.push_back(entry.a_un.a_val);
}

Words words_of(const char* name, std::span<const Elf64_auxv_t> own,
               std::span<const Elf64_auxv_t> changed) {
  Words words = {1, reinterpret_cast<std::uint64_t>(name), 0};
  for (char** each = environ; *each != nullptr; ++each)
    words.push_back(reinterpret_cast<std::uint64_t>(*each));
  words.push_back(0);
  for (const auto& entry : own)
    if (std::ranges::find(changed, entry.a_type, &Elf64_auxv_t::a_type) == changed.end())
      add(words, entry);
  for (const auto& entry : changed) add(words, entry);
  add(words, {AT_NULL, {0}});
  return words;
}

}  // namespace

Result<std::uintptr_t> first_stack(const char* name, std::span<const Elf64_auxv_t> changed) {
  const auto words = words_of(name, own_vector(), changed);
  const auto size = words.size() * sizeof(std::uint64_t);
  void* memory = mmap(nullptr, guard + stack_size + size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, guard, PROT_NONE) != 0)
    return Reason{std::string("finds no memory: ") + std::strerror(errno)};
  const auto top = reinterpret_cast<std::uintptr_t>(memory) + guard + stack_size;  // of whole pages
  std::memcpy(reinterpret_cast<void*>(top), words.data(), size);
  return top;
}

}  // namespace vdsobench
