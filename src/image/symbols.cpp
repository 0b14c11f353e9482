#include "image/symbols.hpp"

#include <elf.h>
#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "image/build_id.hpp"
#include "image/elf.hpp"
#include "image/versions.hpp"

namespace vdsobench::image {

namespace {

std::uint64_t required(std::optional<std::uint64_t> found, const char* tag) {
  if (!found) throw Malformed(fmt::format("no {}", tag));
  return *found;
}

Bytes string_table(Bytes image, const Dynamic& dynamic) {
  return image.part(required(dynamic.offset(DT_STRTAB), "DT_STRTAB"),
                    required(dynamic.value(DT_STRSZ), "DT_STRSZ"), "the string table");
}

Bytes symbol_table(Bytes image, const Dynamic& dynamic, ElfClass elf, std::uint64_t count) {
  const auto entry_size = required(dynamic.value(DT_SYMENT), "DT_SYMENT");
  if (entry_size != symbol_size(elf))
    throw Malformed(
        fmt::format("a symbol has {} bytes instead of {}", entry_size, symbol_size(elf)));
  return image.part(required(dynamic.offset(DT_SYMTAB), "DT_SYMTAB"), count * entry_size,
                    "the symbol table");
}

/// STT_NOTYPE is what functions of the powerpc64 vDSO bear (kernel commit 0161bd38c243).
/// An absolute symbol, such as the one named like the version, is no place in the image.
bool is_defined_function(const SymbolRecord& symbol) {
  return (symbol.type == STT_FUNC || symbol.type == STT_NOTYPE) &&
         (symbol.binding == STB_GLOBAL || symbol.binding == STB_WEAK) &&
         symbol.section != SHN_UNDEF && symbol.section != SHN_ABS;
}

/// The offset lies inside the image, because it will be called.
std::uint64_t checked_offset(Bytes image, const Dynamic& dynamic, const SymbolRecord& record,
                             std::string_view name) {
  const auto offset = dynamic.offset_of(record.value);
  image.part(offset, record.size, fmt::format("function {}", name));
  return offset;
}

/// A symbol whose version is not defined is left out: the reference parser never finds it either.
std::vector<std::optional<Symbol>> read_functions(Bytes image, const Dynamic& dynamic, ElfClass elf,
                                                  Bytes strings, const Versions& versions,
                                                  std::uint64_t count) {
  const auto records = symbol_table(image, dynamic, elf, count);
  std::vector<std::optional<Symbol>> functions(count);
  for (std::uint64_t index = 0; index < count; ++index) {
    const auto record = read_symbol(records, index, elf);
    const auto version = versions.of(index);
    if (!is_defined_function(record) || !version) continue;
    const std::string name(strings.text(record.name, "a symbol's name"));
    functions[index] = {name, *version, checked_offset(image, dynamic, record, name), record.size};
  }
  return functions;
}

}  // namespace

Result<SymbolTable> SymbolTable::parse(std::span<const std::byte> image) try {
  return read(Bytes(image));
} catch (const Malformed& malformed) {
  return Reason{malformed.what()};
}

/// Only the hash tables tell how many symbols there are.
SymbolTable SymbolTable::read(Bytes image) {
  const auto elf = elf_class(image);
  const auto segments = read_segments(image, elf);
  const Dynamic dynamic(image, elf, segments);
  HashTables hashes(image, dynamic, elf);
  const auto count = hashes.symbol_count();
  const auto strings = string_table(image, dynamic);
  const Versions versions(image, dynamic, strings, count);
  return {std::move(hashes), read_functions(image, dynamic, elf, strings, versions, count),
          versions.any(), read_build_id(image, segments)};
}

SymbolTable::SymbolTable(HashTables hashes, Functions functions, bool versioned,
                         std::string build_id)
    : hashes_(std::move(hashes)),
      functions_(std::move(functions)),
      versioned_(versioned),
      build_id_(std::move(build_id)) {}

std::optional<Symbol> SymbolTable::find(std::string_view name, std::string_view version) const {
  for (const auto index : hashes_.candidates(name)) {
    const auto& function = functions_[index];
    if (function && function->name == name && (!versioned_ || function->version == version))
      return function;
  }
  return std::nullopt;
}

std::vector<Symbol> SymbolTable::all() const {
  std::vector<Symbol> defined;
  for (const auto& function : functions_)
    if (function) defined.push_back(*function);
  std::ranges::sort(defined, {}, [](const Symbol& symbol) {
    return std::tie(symbol.offset, symbol.name, symbol.version);
  });
  return defined;
}

}  // namespace vdsobench::image
