#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "image/bytes.hpp"

namespace vdsobench::image {

/// Both word sizes are read, so that the 32-bit vDSO needs no parser of its own. The byte order
/// is the native one: a process never sees an image of the other.
enum class ElfClass { bits32, bits64 };

/// The records of elf(5) with the fields used here, widened to 64 bits.
struct Segment {
  std::uint32_t type;
  std::uint64_t offset;
  std::uint64_t address;
  std::uint64_t size;
  std::uint64_t alignment;
};

struct SymbolRecord {
  std::uint64_t name;
  unsigned type;
  unsigned binding;
  unsigned section;
  std::uint64_t value;
  std::uint64_t size;
};

/// Checks the identification, so that nothing else is read as what it is not.
ElfClass elf_class(Bytes image);

std::uint64_t word_size(ElfClass elf);
std::uint64_t symbol_size(ElfClass elf);

std::vector<Segment> read_segments(Bytes image, ElfClass elf);
SymbolRecord read_symbol(Bytes symbols, std::uint64_t index, ElfClass elf);

/// The image's dynamic section, with addresses turned into offsets.
class Dynamic {
 public:
  Dynamic(Bytes image, ElfClass elf, const std::vector<Segment>& segments);

  std::optional<std::uint64_t> value(std::int64_t tag) const;

  /// The value of a tag that holds an address, as an offset.
  std::optional<std::uint64_t> offset(std::int64_t tag) const;

  /// May wrap around for an address outside of the image: whoever reads there finds out.
  std::uint64_t offset_of(std::uint64_t address) const { return address + address_to_offset_; }

 private:
  struct Entry {
    std::int64_t tag;
    std::uint64_t value;
  };
  template <class Record>
  void read_entries(Bytes section);

  std::vector<Entry> entries_;
  std::uint64_t address_to_offset_ = 0;
};

}  // namespace vdsobench::image
