#include "entries/capabilities.hpp"

#include <fmt/format.h>
#include <linux/capability.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "base/sandbox.hpp"

namespace vdsobench::entries {

namespace {

// capget(2): version 3 holds 64 capabilities as two halves. The bare system calls need no libcap.
using Sets = std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3>;

__user_cap_header_struct this_thread() { return {_LINUX_CAPABILITY_VERSION_3, 0}; }

bool get(Sets& sets) {
  auto header = this_thread();
  return syscall(SYS_capget, &header, sets.data()) == 0;
}

bool set(const Sets& sets) {
  auto header = this_thread();
  return syscall(SYS_capset, &header, sets.data()) == 0;
}

bool is_effective(const Sets& sets, Capability capability) {
  const auto bit = static_cast<unsigned>(capability);
  return (sets[bit / 32].effective >> (bit % 32)) & 1;
}

// None where the kernel does not say which there are.
Sets of_those_held(std::span<const Capability> kept) {
  Sets held = {}, sets = {};
  get(held);
  for (const auto capability : kept) {
    const auto bit = static_cast<unsigned>(capability);
    const auto mask = 1U << (bit % 32);
    sets[bit / 32].effective |= held[bit / 32].effective & mask;
    sets[bit / 32].permitted |= held[bit / 32].permitted & mask;
  }
  return sets;
}

// An inheritable one goes, and with it its ambient twin (cap_capset in security/commoncap.c).
void put_in_effect(bool permitted) {
  Sets sets = {};
  bool done = get(sets);
  for (auto& half : sets) {
    half.effective = permitted ? half.permitted : 0;
    half.inheritable = 0;
  }
  done = done && set(sets);
  if (!done) throw std::system_error(errno, std::generic_category(), "capset");
}

}  // namespace

bool has(Capability capability) {
  Sets sets = {};
  if (!get(sets)) return false;
  const bool by_admin = capability == Capability::bpf || capability == Capability::perfmon;
  return is_effective(sets, capability) || (by_admin && is_effective(sets, Capability::sys_admin));
}

bool may_drop_capabilities() {
  static const bool survived = is_survived([] { set({}); });
  return survived;
}

Result<> drop_capabilities() { return keep_only({}); }

Result<> keep_only(std::span<const Capability> kept) {
  if (!may_drop_capabilities())
    return Reason{"cannot give up capabilities: a seccomp filter kills for capset(2)"};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);  // or execve(2) would give them back to root
  if (set(of_those_held(kept))) return Done{};
  return Reason{fmt::format("cannot give up capabilities: {}", std::strerror(errno))};
}

// A security module may say AT_SECURE too where root changes its domain: that lends root nothing.
bool lent_capabilities() { return getauxval(AT_SECURE) != 0 && getuid() != 0; }

void lay_aside_lent_capabilities() {
  if (lent_capabilities()) put_in_effect(false);
}

void take_up_lent_capabilities() {
  if (!lent_capabilities()) return;
  clearenv();
  put_in_effect(true);
}

void give_up_lent_capabilities() {
  if (!lent_capabilities()) return;
  if (const auto dropped = drop_capabilities(); !dropped)
    throw std::system_error(errno, std::generic_category(), "capset");
}

}  // namespace vdsobench::entries
