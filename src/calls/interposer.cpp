#include "calls/interposer.hpp"

#include <algorithm>
#include <vector>

#include "base/libc_symbol.hpp"
#include "base/root.hpp"
#include "image/mappings.hpp"

namespace vdsobench::calls {

namespace {

using Mappings = std::vector<image::Mapping>;

// Empty for memory that is of no file, and for what there is no mapping of.
std::string file_of(const void* place, const Mappings& mappings) {
  const auto address = reinterpret_cast<std::uintptr_t>(place);
  const auto holds = [&](const auto& each) { return each.begin <= address && address < each.end; };
  const auto found = std::ranges::find_if(mappings, holds);
  return found == mappings.end() || !found->name.starts_with('/') ? "" : found->name;
}

}  // namespace

// IFUNCs of the C library lead into the vDSO, which is no file. No one has reason to take the place
// of confstr.
std::string interposer(Target target) {
  const auto mappings = image::parse_mappings(Root{}.read("/proc/self/maps").value_or(""));
  const auto file = file_of(reinterpret_cast<const void*>(target), mappings);
  return file == file_of(libc_symbol("confstr"), mappings) ? "" : file;
}

}  // namespace vdsobench::calls
