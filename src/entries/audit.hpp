#pragma once

#include <cstddef>
#include <span>

#include "base/result.hpp"

namespace vdsobench::entries {

/// What the audit subsystem does for processes that start now.
struct Audit {
  bool on = false;        // it prepares a record at every system call, whatever the rules
  bool exempted = false;  // a rule "never,task" leaves out what starts from then on
  std::size_t rules = 0;
};

/// As the kernel tells it through NETLINK_AUDIT (kernel/audit.c, audit_receive_msg), or why it does
/// not: that takes CAP_AUDIT_CONTROL in the initial user namespace, and a kernel with CONFIG_AUDIT.
Result<Audit> audit();

/// Adds what a datagram says, which is one or more netlink messages (netlink(7)). False where it
/// was the last, be it that an error ends the answer.
bool add_answers(std::span<const std::byte> datagram, Audit& audit);

}  // namespace vdsobench::entries
