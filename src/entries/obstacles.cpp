#include "entries/obstacles.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/root.hpp"
#include "base/sandbox.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::entries {

namespace {

std::string own_file() {
  std::array<char, 4096> path;
  const auto size = readlink("/proc/self/exe", path.data(), path.size());
  return size > 0 ? std::string(path.data(), static_cast<std::size_t>(size)) : "vdsobench";
}

std::string setcap(std::string_view capabilities) {
  return fmt::format("run it as root, or once: sudo setcap {}+ep {}", capabilities, own_file());
}

// A sandbox and the lockdown LSM refuse what capabilities would allow, with the same EPERM.
std::string who_may_refuse() {
  std::string who;
  const auto lockdown = Root{}.read("/sys/kernel/security/lockdown").value_or("");
  if (lockdown.find("[none]") == lockdown.npos && !lockdown.empty())
    who += fmt::format("; the kernel is locked down ({})", lockdown);
  if (is_filtered())
    who += "; a seccomp filter is active, such as a container's: it must allow this";
  const auto ids = Root{}.read("/proc/self/uid_map").value_or("");
  if (ids.find("4294967295") == ids.npos) who += "; capabilities of a user namespace do not count";
  return who;
}

std::string setting(std::string_view name) {
  const auto value = Root{}.read(fmt::format("/proc/sys/kernel/{}", name)).value_or("");
  return fmt::format("kernel.{}={}", name, value.empty() ? "?" : value);
}

}  // namespace

std::string lacking_for_bpf() {
  const bool bpf = has(Capability::bpf), perfmon = has(Capability::perfmon);
  if (bpf && perfmon) return {};
  return fmt::format("lacks {}{}{} ({}): {}", bpf ? "" : "CAP_BPF", bpf || perfmon ? "" : " and ",
                     perfmon ? "" : "CAP_PERFMON", setting("unprivileged_bpf_disabled"),
                     setcap("cap_bpf,cap_perfmon"));
}

std::string bpf_obstacle(int error) {
  if (error == ENOSYS) return "this kernel has no bpf(2)";
  const std::string btf = access("/sys/kernel/btf/vmlinux", R_OK) == 0
                              ? ""
                              : "; this kernel has no BTF (CONFIG_DEBUG_INFO_BTF)";
  return fmt::format("the kernel refuses the program: {}{}{} (--verbose shows what libbpf says)",
                     std::strerror(error), who_may_refuse(), btf);
}

std::string perf_obstacle(int error) {
  if (error == ENOSYS) return "this kernel has no perf_event_open(2)";
  if ((error == EACCES || error == EPERM) && !has(Capability::perfmon))
    return fmt::format("lacks CAP_PERFMON, and {}: {}; or sysctl kernel.perf_event_paranoid=1",
                       setting("perf_event_paranoid"), setcap("cap_perfmon"));
  return fmt::format("the kernel refuses the counter: {}{}", std::strerror(error),
                     who_may_refuse());
}

std::string tracefs_obstacle() {
  constexpr auto place = "/sys/kernel/tracing";
  if (access(place, R_OK | X_OK) != 0 && errno == EACCES)
    return fmt::format("cannot read {0} as this user: sudo mount -o remount,gid={1},mode=750 {0}",
                       place, getgid());
  return fmt::format("no tracepoints under {}: mount -t tracefs tracefs {}", place, place);
}

std::string seccomp_obstacle(int error) {
  return fmt::format("cannot install a seccomp filter: {}{}", std::strerror(error),
                     who_may_refuse());
}

}  // namespace vdsobench::entries
