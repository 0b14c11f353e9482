#include "bench/portable/mapped_program.hpp"

#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace vdsobench {

namespace {

using Segments = std::vector<Elf64_Phdr>;

constexpr std::uint64_t page = 4096;

// More than any loader has; who has more is no loader.
constexpr std::size_t most_segments = 64;
constexpr std::uint64_t most_bytes = 64U << 20U;

std::uint64_t page_of(std::uint64_t address) { return address & ~(page - 1); }
std::uint64_t next_page(std::uint64_t address) { return page_of(address + page - 1); }

template <class T>
bool read_at(int file, std::uint64_t offset, std::span<T> into) {
  const auto size = static_cast<ssize_t>(into.size_bytes());
  return pread(file, into.data(), into.size_bytes(), static_cast<off_t>(offset)) == size;
}

bool may_lie_anywhere(const Elf64_Ehdr& header) {
  return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
         header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == EM_X86_64 &&
         header.e_type == ET_DYN && header.e_phentsize == sizeof(Elf64_Phdr) &&
         header.e_phnum <= most_segments;
}

bool is_bounded(const Elf64_Phdr& segment) {
  return segment.p_vaddr <= most_bytes && segment.p_memsz <= most_bytes &&
         segment.p_filesz <= segment.p_memsz && segment.p_vaddr % page == segment.p_offset % page;
}

std::uint64_t size_of(const Segments& segments) {
  std::uint64_t size = 0;
  for (const auto& each : segments) size = std::max(size, next_page(each.p_vaddr + each.p_memsz));
  return size;
}

int protection(const Elf64_Phdr& segment) {
  return ((segment.p_flags & PF_R) != 0 ? PROT_READ : 0) |
         ((segment.p_flags & PF_W) != 0 ? PROT_WRITE : 0) |
         ((segment.p_flags & PF_X) != 0 ? PROT_EXEC : 0);
}

bool map_at(std::uint64_t begin, std::uint64_t end, int protection, int file,
            std::uint64_t offset) {
  if (begin >= end) return true;
  const int flags = MAP_PRIVATE | MAP_FIXED | (file < 0 ? MAP_ANONYMOUS : 0);
  void* wanted = reinterpret_cast<void*>(begin);
  return mmap(wanted, end - begin, protection, flags, file, static_cast<off_t>(offset)) == wanted;
}

// What the file has of it, then zeros: the rest of the last page, and pages of their own. To that
// page's very end, as the kernel does: glibc's loader takes the rest of it for its first memory.
bool map_segment(std::uintptr_t base, const Elf64_Phdr& segment, int file) {
  const auto begin = base + segment.p_vaddr;
  const auto end_of_file = begin + segment.p_filesz, end = begin + segment.p_memsz;
  if (!map_at(page_of(begin), next_page(end_of_file), protection(segment), file,
              page_of(segment.p_offset)))
    return false;
  if (end == end_of_file) return true;
  if ((segment.p_flags & PF_W) != 0)
    std::memset(reinterpret_cast<void*>(end_of_file), 0, next_page(end_of_file) - end_of_file);
  return map_at(next_page(end_of_file), next_page(end), protection(segment), -1, 0);
}

}  // namespace

Result<MappedProgram> map_program(int file) {
  Elf64_Ehdr header;
  if (!read_at(file, 0, std::span(&header, 1)) || !may_lie_anywhere(header))
    return Reason{"is no x86-64 program that may lie anywhere"};
  Segments segments(header.e_phnum);
  if (!read_at(file, header.e_phoff, std::span(segments))) return Reason{"ends within its headers"};
  std::erase_if(segments, [](const auto& each) { return each.p_type != PT_LOAD; });
  if (segments.empty() || !std::ranges::all_of(segments, is_bounded))
    return Reason{"has segments that cannot be mapped"};
  // One stretch, so that nothing else comes to lie between the segments.
  void* room = mmap(nullptr, size_of(segments), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const auto base = reinterpret_cast<std::uintptr_t>(room);
  const auto map = [&](const auto& segment) { return map_segment(base, segment, file); };
  if (room == MAP_FAILED || !std::ranges::all_of(segments, map))
    return Reason{std::string("cannot be mapped: ") + std::strerror(errno)};
  return MappedProgram{base, base + header.e_entry, base + header.e_phoff, header.e_phnum};
}

}  // namespace vdsobench
