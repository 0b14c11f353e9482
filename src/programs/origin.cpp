#include "programs/origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/printable.hpp"
#include "image/elf_file.hpp"
#include "image/qualified_name.hpp"
#include "programs/library.hpp"
#include "programs/process_file.hpp"

namespace vdsobench::programs {

namespace {

// Of the architecture's one page, which /proc/PID/maps shows for programs of 64 bits alone
// (Documentation/arch/x86/x86_64/mm.rst).
constexpr std::uint64_t vsyscall_page = 0xffffffffff600000, page = 4096;

bool is_file(const image::Mapping& mapping) { return mapping.name.starts_with('/'); }

Place place_of(const Subject& subject, const image::Mapping& mapping) {
  if (mapping.name == "[vdso]") return Place::vdso;
  if (mapping.name == "[vsyscall]") return Place::vsyscall;
  if (!is_file(mapping)) return Place::memory;
  if (!libc_by_name(mapping.name).empty()) return Place::libc;
  return printable_line(mapping.name) == subject.file ? Place::program : Place::library;
}

std::string symbol_at(const Root& root, const Subject& subject, const image::Mapping& mapping,
                      std::uint64_t offset) {
  const auto file = mapping.name == subject.file
                        ? open_program_of(root, subject.process)
                        : open_file_of(root, subject.process, mapping.name);
  if (!file) return {};
  const auto elf = image::ElfFile::read(file.number());
  return elf ? printable_line(elf.value().function_at(offset)) : std::string();
}

std::string_view base_name(std::string_view file) { return file.substr(file.rfind('/') + 1); }

std::string at(const Origin& origin) {
  constexpr std::size_t most = 32;
  return origin.symbol.empty() ? fmt::format("+{:#x}", origin.offset)
                               : ": " + printable_line(image::qualified_name(origin.symbol), most);
}

}  // namespace

std::string_view to_string(Place place) {
  constexpr std::array<std::string_view, 7> names = {"vdso",    "vsyscall", "libc",   "library",
                                                     "program", "memory",   "unknown"};
  return names[static_cast<std::size_t>(place)];
}

Origin origin_of(const Root& root, const Subject& subject, std::uint64_t address) {
  if (address - vsyscall_page < page) return {Place::vsyscall};
  const auto last = address - 1;  // the next function may begin behind the instruction
  const auto mapping =
      std::ranges::find_if(subject.mappings, [&](const auto& each) { return each.holds(last); });
  if (mapping == subject.mappings.end()) return {Place::unknown};
  Origin origin = {place_of(subject, *mapping)};
  origin.offset = last - mapping->begin + mapping->offset;
  if (!is_file(*mapping)) return origin;
  origin.file = printable_line(mapping->name);
  origin.symbol = symbol_at(root, subject, *mapping, origin.offset);
  return origin;
}

std::string brief(const Origin& origin) {
  switch (origin.place) {
    case Place::vdso:
      return "vDSO";
    case Place::vsyscall:
      return "vsyscall page";
    case Place::libc:
      return "libc" + at(origin);
    case Place::library:
    case Place::program:
      return std::string(base_name(origin.file)) + at(origin);
    case Place::memory:
      return "generated code";
    case Place::unknown:
      break;
  }
  return "?";
}

}  // namespace vdsobench::programs
