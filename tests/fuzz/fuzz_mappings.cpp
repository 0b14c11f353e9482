// libFuzzer target: any text as /proc/self/maps.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "image/mappings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vdsobench::image;
  const auto mappings = parse_mappings({reinterpret_cast<const char*>(data), size});
  for (const auto& mapping : mappings)
    if (mapping.begin >= mapping.end || mapping.permissions.size() != 4) std::abort();
  if (to_string(vsyscall_mode(mappings)).empty()) std::abort();
  return 0;
}
