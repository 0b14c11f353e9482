#include "entries/capabilities.hpp"

#include <fmt/format.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vdsobench::entries {

namespace {

// capget(2): version 3 holds 64 capabilities as two halves. The bare system calls need no libcap.
using Sets = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

__user_cap_header_struct this_thread() { return {_LINUX_CAPABILITY_VERSION_3, 0}; }

bool is_effective(const Sets& sets, Capability capability) {
  const auto bit = static_cast<unsigned>(capability);
  return (sets[bit / 32].effective >> (bit % 32)) & 1;
}

}  // namespace

bool has(Capability capability) {
  auto header = this_thread();
  Sets sets = {};
  if (syscall(SYS_capget, &header, sets.data()) != 0) return false;
  return is_effective(sets, capability) || is_effective(sets, Capability::sys_admin);
}

Result<bool> drop_capabilities() {
  auto header = this_thread();
  const Sets none = {};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);  // or execve(2) would give them back to root
  if (syscall(SYS_capset, &header, none.data()) == 0) return true;
  return Reason{fmt::format("cannot give up capabilities: {}", std::strerror(errno))};
}

}  // namespace vdsobench::entries
