#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "image/bytes.hpp"
#include "image/elf.hpp"

namespace vdsobench::image {

/// An ELF file of any program, read part by part: it may be huge, cut short, hostile or changing.
/// Nothing is mapped, for a mapping of a file that shrinks kills who reads it.
class ElfFile {
 public:
  /// Reads its headers. The descriptor is read with pread(2), and has to outlive the object.
  static Result<ElfFile> read(int descriptor);

  ElfClass elf() const { return elf_; }

  /// Whether the program names a loader, and so is linked to shared libraries.
  bool has_interpreter() const;

  /// The GNU build id in hex; empty where there is none.
  std::string build_id() const;

  /// The function that the byte at `offset` of the file belongs to: of all symbols, or where those
  /// were stripped of those that are exported. Empty where none holds it.
  std::string function_at(std::uint64_t offset) const;

  /// The first bytes of a section; empty where there is none of that name.
  std::string section(std::string_view name, std::size_t most) const;

 private:
  struct Section {
    std::uint64_t name, type, offset, size, link;
  };

  explicit ElfFile(int descriptor) : descriptor_(descriptor) {}
  template <class Header, class Record>
  void read_sections(Bytes header);
  std::string function_in(const Section& table, std::uint64_t address) const;
  std::string text_at(const Section& strings, std::uint64_t offset) const;
  std::vector<std::byte> part(std::uint64_t offset, std::uint64_t size) const;

  int descriptor_;
  ElfClass elf_ = {};
  std::vector<Segment> segments_ = {};
  std::vector<Section> sections_ = {};
  std::uint64_t names_ = 0;  // number of the section that has the sections' names
};

}  // namespace vdsobench::image
