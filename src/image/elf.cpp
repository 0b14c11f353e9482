#include "image/elf.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace vdsobench::image {

namespace {

constexpr unsigned char native_data =
    std::endian::native == std::endian::little ? ELFDATA2LSB : ELFDATA2MSB;

template <class Header, class Record>
std::vector<Segment> read_segments_as(Bytes image) {
  const auto header = image.read<Header>(0, "the ELF header");
  if (header.e_phentsize != sizeof(Record))
    throw Malformed(fmt::format("a program header has {} bytes instead of {}", header.e_phentsize,
                                sizeof(Record)));
  std::vector<Segment> segments;
  for (const auto& record :
       image.read_array<Record>(header.e_phoff, header.e_phnum, "the program header table"))
    segments.push_back(
        {record.p_type, record.p_offset, record.p_vaddr, record.p_filesz, record.p_align});
  return segments;
}

/// ELF64_ST_TYPE and ELF64_ST_BIND take an entry of either class apart.
template <class Record>
SymbolRecord read_symbol_as(Bytes symbols, std::uint64_t index) {
  const auto record = symbols.read<Record>(index * sizeof(Record), "a symbol");
  return {record.st_name,
          static_cast<unsigned>(ELF64_ST_TYPE(record.st_info)),
          static_cast<unsigned>(ELF64_ST_BIND(record.st_info)),
          record.st_shndx,
          record.st_value,
          record.st_size};
}

const Segment& first_segment(const std::vector<Segment>& segments, std::uint32_t type,
                             const char* name) {
  const auto found = std::ranges::find(segments, type, &Segment::type);
  if (found == segments.end()) throw Malformed(fmt::format("no {} segment", name));
  return *found;
}

}  // namespace

ElfClass elf_class(Bytes image) {
  const auto ident = image.read_array<unsigned char>(0, EI_NIDENT, "the ELF identification");
  if (std::memcmp(ident.data(), ELFMAG, SELFMAG) != 0)
    throw Malformed("no ELF image: it does not begin with 7f 45 4c 46");
  if (ident[EI_DATA] != native_data)
    throw Malformed(fmt::format("byte order {} is not this machine's", ident[EI_DATA]));
  if (ident[EI_CLASS] == ELFCLASS64) return ElfClass::bits64;
  if (ident[EI_CLASS] == ELFCLASS32) return ElfClass::bits32;
  throw Malformed(fmt::format("ELF class {} is neither 32 nor 64 bits", ident[EI_CLASS]));
}

std::uint64_t word_size(ElfClass elf) { return elf == ElfClass::bits64 ? 8 : 4; }

std::uint64_t symbol_size(ElfClass elf) {
  return elf == ElfClass::bits64 ? sizeof(Elf64_Sym) : sizeof(Elf32_Sym);
}

std::vector<Segment> read_segments(Bytes image, ElfClass elf) {
  return elf == ElfClass::bits64 ? read_segments_as<Elf64_Ehdr, Elf64_Phdr>(image)
                                 : read_segments_as<Elf32_Ehdr, Elf32_Phdr>(image);
}

SymbolRecord read_symbol(Bytes symbols, std::uint64_t index, ElfClass elf) {
  return elf == ElfClass::bits64 ? read_symbol_as<Elf64_Sym>(symbols, index)
                                 : read_symbol_as<Elf32_Sym>(symbols, index);
}

/// The kernel maps the whole file at once, so that file offsets are offsets from the load address,
/// also where addresses do not start at 0 (older kernels' images are prelinked to a fixed one).
Dynamic::Dynamic(Bytes image, ElfClass elf, const std::vector<Segment>& segments) {
  const auto& load = first_segment(segments, PT_LOAD, "PT_LOAD");
  address_to_offset_ = load.offset - load.address;
  const auto& dynamic = first_segment(segments, PT_DYNAMIC, "PT_DYNAMIC");
  const auto section = image.part(dynamic.offset, dynamic.size, "the dynamic section");
  if (elf == ElfClass::bits64)
    read_entries<Elf64_Dyn>(section);
  else
    read_entries<Elf32_Dyn>(section);
}

template <class Record>
void Dynamic::read_entries(Bytes section) {
  for (std::uint64_t at = 0; section.holds(at, sizeof(Record)); at += sizeof(Record)) {
    const auto record = section.read<Record>(at, "a dynamic entry");
    if (record.d_tag == DT_NULL) return;
    entries_.push_back({record.d_tag, record.d_un.d_val});
  }
}

std::optional<std::uint64_t> Dynamic::value(std::int64_t tag) const {
  const auto found = std::ranges::find(entries_, tag, &Entry::tag);
  if (found == entries_.end()) return std::nullopt;
  return found->value;
}

std::optional<std::uint64_t> Dynamic::offset(std::int64_t tag) const {
  const auto address = value(tag);
  if (!address) return std::nullopt;
  return offset_of(*address);
}

}  // namespace vdsobench::image
