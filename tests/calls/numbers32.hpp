#pragma once

#include <map>
#include <string_view>

namespace vdsobench::calls {

/// The numbers of the 32-bit table as the kernel's own header has them, by function.
const std::map<std::string_view, long>& numbers32();

}  // namespace vdsobench::calls
