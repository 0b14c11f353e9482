#include "calls/interposer.hpp"

#include <algorithm>
#include <cstdint>

#include "base/libc_symbol.hpp"

namespace vdsobench::calls {

namespace {

// Empty for memory that is of no file, and for what there is no mapping of.
std::string file_of(const void* place, std::span<const image::Mapping> mappings) {
  const auto address = reinterpret_cast<std::uintptr_t>(place);
  const auto found =
      std::ranges::find_if(mappings, [&](const auto& each) { return each.holds(address); });
  return found == mappings.end() || !found->name.starts_with('/') ? "" : found->name;
}

}  // namespace

// IFUNCs of the C library lead into the vDSO, which is no file. No one has reason to take the place
// of confstr.
std::string interposer(Target target, std::span<const image::Mapping> mappings) {
  const auto file = file_of(reinterpret_cast<const void*>(target), mappings);
  return file == file_of(libc_symbol("confstr"), mappings) ? "" : file;
}

}  // namespace vdsobench::calls
