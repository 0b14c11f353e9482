#include "image/live.hpp"

#include <fmt/format.h>
#include <sys/auxv.h>

#include <algorithm>
#include <utility>

namespace vdsobench::image {

namespace {

/// On x86 `vdso=0` leaves the image out (Documentation/admin-guide/kernel-parameters.txt);
/// valgrind takes the entry away from the programs that it runs.
constexpr auto no_image =
    "the kernel gave this process no vDSO (no AT_SYSINFO_EHDR): vdso=0 on its command line, "
    "a kernel built without one, or a tool such as valgrind that hides it";

std::span<const std::byte> bytes_of(const Mapping& mapping) {
  const auto address = static_cast<std::uintptr_t>(mapping.begin);
  return {reinterpret_cast<const std::byte*>(address),
          static_cast<std::size_t>(mapping.end - mapping.begin)};
}

}  // namespace

Result<LiveImage> live_image(std::span<const Mapping> mappings) {
  return image_at(getauxval(AT_SYSINFO_EHDR), mappings);
}

Result<LiveImage> image_at(std::uint64_t base, std::span<const Mapping> mappings) {
  if (base == 0) return Reason{no_image};
  const auto mapping = std::ranges::find(mappings, base, &Mapping::begin);
  if (mapping == mappings.end())
    return Reason{fmt::format("no mapping begins at {:#x}, where the kernel put the vDSO", base)};
  if (!mapping->permissions.starts_with('r'))
    return Reason{fmt::format("the vDSO at {:#x} cannot be read ({})", base, mapping->permissions)};
  auto symbols = SymbolTable::parse(bytes_of(*mapping));
  if (!symbols) return Reason{fmt::format("the vDSO is malformed: {}", symbols.reason().text)};
  return LiveImage{base, std::move(symbols).value()};
}

}  // namespace vdsobench::image
