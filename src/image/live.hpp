#pragma once

#include <cstdint>
#include <span>

#include "base/result.hpp"
#include "image/mappings.hpp"
#include "image/symbols.hpp"

namespace vdsobench::image {

/// The vDSO of this process.
struct LiveImage {
  std::uint64_t base;
  SymbolTable symbols;
};

/// Finds the vDSO by AT_SYSINFO_EHDR of getauxval(3), its size by its mapping.
Result<LiveImage> live_image(std::span<const Mapping> mappings);

/// The same for a given address, 0 meaning that the kernel named none.
Result<LiveImage> image_at(std::uint64_t base, std::span<const Mapping> mappings);

}  // namespace vdsobench::image
