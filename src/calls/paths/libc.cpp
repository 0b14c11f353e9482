#include "calls/paths/libc.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <string>

namespace vdsobench::calls::paths {

// dlsym resolves IFUNCs as the dynamic linker does for a program, so gettimeofday and time lead to
// where glibc sends them. An old C library may lack a function: that is data too.
Result<Target> Libc::resolve(const Function& function, const ProcessFacts&) {
  void* address = dlsym(RTLD_DEFAULT, std::string(function.symbol).c_str());
  if (address == nullptr) return Reason{fmt::format("this C library has no {}", function.symbol)};
  return reinterpret_cast<Target>(address);
}

}  // namespace vdsobench::calls::paths
