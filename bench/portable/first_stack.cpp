#include "bench/portable/first_stack.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "base/file_descriptor.hpp"

namespace vdsobench {

namespace {

// Loaders keep what they read of directories and libraries on it.
constexpr std::size_t stack_size = 1U << 20U;

using Words = std::vector<std::uint64_t>;

// As the kernel made it for this process: some 20 entries.
std::vector<Elf64_auxv_t> own_vector() {
  std::array<Elf64_auxv_t, 64> entries = {};
  const FileDescriptor file(open("/proc/self/auxv", O_RDONLY | O_CLOEXEC));
  const auto size = read(file.number(), entries.data(), sizeof entries);
  if (size <= 0) return {};
  const auto end = std::ranges::find(entries, std::uint64_t{AT_NULL}, &Elf64_auxv_t::a_type);
  return {entries.begin(), end};
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
  const auto own = own_vector();
  if (own.empty()) return Reason{"/proc/self/auxv cannot be read"};
  const auto words = words_of(name, own, changed);
  const auto size = words.size() * sizeof(std::uint64_t);
  void* memory = mmap(nullptr, stack_size + size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) return Reason{std::string("no memory: ") + std::strerror(errno)};
  const auto top = reinterpret_cast<std::uintptr_t>(memory) + stack_size;  // of whole pages
  std::memcpy(reinterpret_cast<void*>(top), words.data(), size);
  return top;
}

}  // namespace vdsobench
