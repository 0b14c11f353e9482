#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "image/bytes.hpp"
#include "image/elf.hpp"

namespace vdsobench::image {

/// The versions of an image's symbols: DT_VERSYM gives each symbol a number, DT_VERDEF each
/// number a name (LSB Core, "Symbol Versioning").
class Versions {
 public:
  Versions(Bytes image, const Dynamic& dynamic, Bytes strings, std::uint64_t symbol_count);

  /// Whether the image has versions at all.
  bool any() const { return !numbers_.empty(); }

  /// Empty text for a symbol without a version, nothing for a version that is not defined.
  std::optional<std::string> of(std::uint64_t symbol) const;

 private:
  void read_definitions(Bytes image, std::uint64_t offset, Bytes strings);

  std::vector<std::uint16_t> numbers_;
  std::map<unsigned, std::string> names_;
};

}  // namespace vdsobench::image
