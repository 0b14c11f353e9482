#include "calls/paths/libc.hpp"

#include <fmt/format.h>

#include <string>

#include "base/libc_symbol.hpp"

namespace vdsobench::calls::paths {

// IFUNCs are resolved as for any program, so gettimeofday and time lead to where glibc sends them.
// An old C library may lack a function: that is data too.
Result<Target> Libc::resolve(const Function& function, const ProcessFacts&) {
  void* address = libc_symbol(std::string(function.symbol));
  if (address == nullptr) return Reason{fmt::format("this C library has no {}", function.symbol)};
  return reinterpret_cast<Target>(address);
}

}  // namespace vdsobench::calls::paths
