#include "host/kernel.hpp"

#include <fmt/format.h>
#include <sys/utsname.h>

#include "host/kernel_parameters.hpp"

namespace vdsobench::host {

Kernel kernel(const Root& root) {
  utsname name{};
  // It fails only for a bad pointer (uname(2)); the fields are empty then.
  uname(&name);
  Kernel result{name.release, name.version, name.machine, {}};
  if (const auto line = root.read("proc/cmdline"))
    result.parameters = fmt::format("{}", fmt::join(shareable_parameters(*line), " "));
  return result;
}

}  // namespace vdsobench::host
