#include "image/versions.hpp"

#include <elf.h>

namespace vdsobench::image {

namespace {

constexpr unsigned hidden_bit = 0x8000;  // a version that is not its symbol's default one

}  // namespace

Versions::Versions(Bytes image, const Dynamic& dynamic, Bytes strings, std::uint64_t symbol_count) {
  const auto numbers = dynamic.offset(DT_VERSYM);
  const auto definitions = dynamic.offset(DT_VERDEF);
  if (!numbers || !definitions) return;
  numbers_ = image.read_array<std::uint16_t>(*numbers, symbol_count, "the version table");
  read_definitions(image, *definitions, strings);
}

/// Each definition says how many bytes on the next one begins: the walk only goes forward, and
/// so it ends. Elf64_Verdef and Elf64_Verdaux are the same in both classes.
void Versions::read_definitions(Bytes image, std::uint64_t offset, Bytes strings) {
  while (true) {
    const auto definition = image.read<Elf64_Verdef>(offset, "a version definition");
    const auto name = image.read<Elf64_Verdaux>(offset + definition.vd_aux, "a version's name");
    const bool names_the_image = (definition.vd_flags & VER_FLG_BASE) != 0;
    if (!names_the_image)
      names_.emplace(definition.vd_ndx & ~hidden_bit,
                     strings.text(name.vda_name, "a version's name"));
    if (definition.vd_next == 0) return;
    offset += definition.vd_next;
  }
}

std::optional<std::string> Versions::of(std::uint64_t symbol) const {
  if (!any()) return "";
  const unsigned number = numbers_[symbol] & ~hidden_bit;
  if (number <= VER_NDX_GLOBAL) return "";
  const auto name = names_.find(number);
  if (name == names_.end()) return std::nullopt;
  return name->second;
}

}  // namespace vdsobench::image
