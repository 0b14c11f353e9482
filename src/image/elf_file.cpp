#include "image/elf_file.hpp"

#include <elf.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>

#include "image/build_id.hpp"

namespace vdsobench::image {

namespace {

// Bounds of what is read of a file, far beyond those of the largest programs: how much at once, of
// headers, of symbols, and of a name.
constexpr std::uint64_t chunk = 64 * 1024, most_headers = 256 * 1024, most_name = 512;
constexpr std::uint64_t most_symbols = 4'000'000;

bool is_function_at(const SymbolRecord& symbol, std::uint64_t address) {
  const bool function = symbol.type == STT_FUNC || symbol.type == STT_GNU_IFUNC;
  return function && symbol.section != SHN_UNDEF && symbol.value <= address &&
         address - symbol.value < symbol.size;
}

// Of aliases, the name that programs call: clock_gettime rather than __clock_gettime.
bool is_plainer(std::string_view name, std::string_view than) {
  const auto rank = [](std::string_view text) {
    return std::tuple(text.empty(), text.starts_with('_'), text.size(), text);
  };
  return rank(name) < rank(than);
}

}  // namespace

Result<ElfFile> ElfFile::read(int descriptor) try {
  ElfFile file(descriptor);
  const auto start = file.part(0, chunk);
  const Bytes header(start);
  file.elf_ = elf_class(header);
  file.segments_ = read_segments(header, file.elf_);
  if (file.elf_ == ElfClass::bits64)
    file.read_sections<Elf64_Ehdr, Elf64_Shdr>(header);
  else
    file.read_sections<Elf32_Ehdr, Elf32_Shdr>(header);
  return file;
} catch (const Malformed& malformed) {
  return Reason{malformed.what()};
}

// A file without them is whole: nothing needs them to run it.
template <class Header, class Record>
void ElfFile::read_sections(Bytes header) {
  const auto fields = header.read<Header>(0, "the ELF header");
  const std::uint64_t size = std::uint64_t{fields.e_shnum} * sizeof(Record);
  if (fields.e_shentsize != sizeof(Record) || size > most_headers) return;
  const auto table = part(fields.e_shoff, size);
  if (table.size() != size) return;
  for (const auto& record :
       Bytes(table).read_array<Record>(0, fields.e_shnum, "the section header table"))
    sections_.push_back(
        {record.sh_name, record.sh_type, record.sh_offset, record.sh_size, record.sh_link});
  names_ = fields.e_shstrndx;
}

bool ElfFile::has_interpreter() const {
  return std::ranges::find(segments_, std::uint32_t{PT_INTERP}, &Segment::type) != segments_.end();
}

std::string ElfFile::build_id() const try {
  for (auto segment : segments_) {
    if (segment.type != PT_NOTE || segment.size > chunk) continue;
    const auto notes = part(segment.offset, segment.size);
    segment.offset = 0;
    segment.size = notes.size();
    if (auto id = read_build_id(Bytes(notes), {segment}); !id.empty()) return id;
  }
  return {};
} catch (const Malformed&) {
  return {};
}

std::string ElfFile::function_at(std::uint64_t offset) const try {
  const auto segment = std::ranges::find_if(segments_, [&](const Segment& each) {
    return each.type == PT_LOAD && each.offset <= offset && offset - each.offset < each.size;
  });
  if (segment == segments_.end()) return {};
  const auto address = segment->address + (offset - segment->offset);
  for (const std::uint64_t type : {SHT_SYMTAB, SHT_DYNSYM})
    for (const auto& section : sections_)
      if (section.type == type)
        if (auto name = function_in(section, address); !name.empty()) return name;
  return {};
} catch (const Malformed&) {
  return {};
}

std::string ElfFile::function_in(const Section& table, std::uint64_t address) const {
  if (table.link >= sections_.size()) return {};
  const auto size = symbol_size(elf_);
  const auto end = std::min(table.size / size, most_symbols) * size;
  std::string best;
  for (std::uint64_t at = 0; at < end; at += chunk / size * size) {
    const auto records = part(table.offset + at, std::min(end - at, chunk / size * size));
    for (std::uint64_t i = 0; i < records.size() / size; ++i) {
      const auto symbol = read_symbol(Bytes(records), i, elf_);
      if (!is_function_at(symbol, address)) continue;
      if (auto name = text_at(sections_[table.link], symbol.name); is_plainer(name, best))
        best = std::move(name);
    }
    if (records.size() < std::min(end - at, chunk / size * size)) break;  // the file ends here
  }
  return best;
}

std::string ElfFile::text_at(const Section& strings, std::uint64_t offset) const {
  if (offset >= strings.size) return {};
  const auto bytes = part(strings.offset + offset, std::min(strings.size - offset, most_name));
  const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return text.substr(0, text.find('\0'));
}

std::string ElfFile::section(std::string_view name, std::size_t most) const {
  if (names_ >= sections_.size()) return {};
  for (const auto& section : sections_) {
    if (text_at(sections_[names_], section.name) != name) continue;
    const auto bytes = part(section.offset, std::min<std::uint64_t>({section.size, most, chunk}));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  return {};
}

// As much of it as there is. The offset is the file's own, and may be beyond any file.
std::vector<std::byte> ElfFile::part(std::uint64_t offset, std::uint64_t size) const {
  std::vector<std::byte> bytes(std::min(size, most_headers));
  const auto got = pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

}  // namespace vdsobench::image
