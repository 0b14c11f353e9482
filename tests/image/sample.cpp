#include "image/sample.hpp"

#include <elf.h>

#include <fstream>
#include <ios>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace vdsobench::image {
namespace {

std::vector<std::byte> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::byte> bytes(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

}  // namespace

std::string sample_path(const std::string& name) { return SAMPLES_DIR "/" + name + ".so"; }

std::vector<std::string> every_sample() {
  std::istringstream names(SAMPLE_NAMES);
  return {std::istream_iterator<std::string>(names), {}};
}

std::vector<std::string> native_samples() {
  auto names = every_sample();
  std::erase(names, "i386");
  return names;
}

std::vector<std::string> versioned_native_samples() {
  auto names = native_samples();
  std::erase(names, "unversioned");
  return names;
}

Sample::Sample(const std::string& name) : bytes(read_file(sample_path(name))) {}

std::string Sample::complaint() const {
  const auto table = parse();
  return table ? "nothing" : table.reason().text;
}

std::uint64_t Sample::segment(std::uint32_t type) const {
  auto at = get<Elf64_Ehdr>(0).e_phoff;
  while (get<Elf64_Phdr>(at).p_type != type) at += sizeof(Elf64_Phdr);
  return at;
}

std::uint64_t Sample::dynamic_entry(std::int64_t tag) const {
  auto at = get<Elf64_Phdr>(segment(PT_DYNAMIC)).p_offset;
  while (get<Elf64_Dyn>(at).d_tag != tag) at += sizeof(Elf64_Dyn);
  return at;
}

std::uint64_t Sample::table(std::int64_t tag) const {
  return get<Elf64_Dyn>(dynamic_entry(tag)).d_un.d_ptr;
}

std::uint64_t Sample::symbol_index(const std::string& name) const {
  const auto name_of = [&](std::uint64_t index) {
    const auto symbol = get<Elf64_Sym>(table(DT_SYMTAB) + index * sizeof(Elf64_Sym));
    return std::string(reinterpret_cast<const char*>(&bytes.at(table(DT_STRTAB) + symbol.st_name)));
  };
  std::uint64_t index = 0;
  while (name_of(index) != name) ++index;
  return index;
}

std::uint64_t Sample::symbol(const std::string& name) const {
  return table(DT_SYMTAB) + symbol_index(name) * sizeof(Elf64_Sym);
}

}  // namespace vdsobench::image
