#include "host/user_kernel.hpp"

#include <array>
#include <string>

#include "base/text.hpp"

namespace vdsobench::host {

namespace {

// show_cpuinfo() in arch/um/kernel/um_arch.c.
bool is_uml(const Root& root) {
  const auto cpus = root.read("proc/cpuinfo").value_or("");
  return field(cpus, "vendor_id") == "User Mode Linux";
}

// The sentry makes up the command line that it shows: "BOOT_IMAGE=/vmlinuz-4.4.0-gvisor quiet"
// (seen with runsc 20221219).
bool is_gvisor(const Root& root) {
  const auto parameters = words(root.read("proc/cmdline").value_or(""));
  return !parameters.empty() && parameters.front().starts_with("BOOT_IMAGE=") &&
         parameters.front().ends_with("-gvisor");
}

}  // namespace

UserKernel user_kernel(const Root& root) {
  if (is_uml(root)) return UserKernel::uml;
  if (is_gvisor(root)) return UserKernel::gvisor;
  return UserKernel::none;
}

std::string_view to_string(UserKernel kernel) {
  constexpr std::array<std::string_view, 3> names = {"", "uml", "gvisor"};
  return names[static_cast<std::size_t>(kernel)];
}

}  // namespace vdsobench::host
