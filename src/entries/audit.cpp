#include "entries/audit.hpp"

#include <fmt/format.h>
#include <linux/audit.h>
#include <linux/netlink.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/file_descriptor.hpp"
#include "base/sandbox.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::entries {

namespace {

// One message is one rule, and a rule is no longer than this (AUDIT_MESSAGE_TEXT_MAX, and its end).
constexpr std::size_t longest_datagram = 16384;
constexpr std::size_t most_datagrams = 10000;

// In the order of struct audit_status and struct audit_rule_data; older kernels' are shorter.
struct StatusStart {
  std::uint32_t mask, enabled;
};
struct RuleStart {
  std::uint32_t flags, action, field_count;
};

// The start of a message's payload, where there is that much of it.
template <class Start>
std::optional<Start> start_of(std::span<const std::byte> payload) {
  if (payload.size() < sizeof(Start)) return {};
  Start start;
  std::memcpy(&start, payload.data(), sizeof start);
  return start;
}

bool leaves_out_all(const RuleStart& rule) {
  return (rule.flags & ~std::uint32_t{AUDIT_FILTER_PREPEND}) == AUDIT_FILTER_TASK &&
         rule.action == AUDIT_NEVER && rule.field_count == 0;
}

void add_rule(const RuleStart& rule, Audit& audit) {
  ++audit.rules;
  if (leaves_out_all(rule)) audit.exempted = true;
}

FileDescriptor audit_socket() {
  FileDescriptor socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_AUDIT));
  const timeval patience = {2, 0};  // the kernel answers from a thread of its own
  setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return socket;
}

bool send(int socket, std::uint16_t type) {
  const nlmsghdr request = {sizeof request, type, NLM_F_REQUEST, 0, 0};
  const sockaddr_nl kernel = {AF_NETLINK, 0, 0, 0};
  return sendto(socket, &request, sizeof request, 0, reinterpret_cast<const sockaddr*>(&kernel),
                sizeof kernel) == sizeof request;
}

bool ask(int socket, std::uint16_t type, Audit& audit) {
  if (!send(socket, type)) return false;
  std::array<std::byte, longest_datagram> datagram;
  for (std::size_t i = 0; i < most_datagrams; ++i) {
    const auto size = recv(socket, datagram.data(), datagram.size(), 0);
    if (size <= 0) return false;
    if (!add_answers(std::span(datagram).first(static_cast<std::size_t>(size)), audit)) return true;
  }
  return false;
}

std::optional<Audit> answered() {
  const auto socket = audit_socket();
  Audit audit;
  const bool all = socket && ask(socket.number(), AUDIT_GET, audit) &&
                   ask(socket.number(), AUDIT_LIST_RULES, audit);
  return all ? std::optional(audit) : std::nullopt;
}

}  // namespace

bool add_answers(std::span<const std::byte> datagram, Audit& audit) {
  while (const auto header = start_of<nlmsghdr>(datagram)) {
    if (header->nlmsg_len < NLMSG_HDRLEN || header->nlmsg_len > datagram.size()) return false;
    const auto payload = datagram.subspan(NLMSG_HDRLEN, header->nlmsg_len - NLMSG_HDRLEN);
    if (header->nlmsg_type == AUDIT_GET) {
      if (const auto status = start_of<StatusStart>(payload)) audit.on = status->enabled != 0;
      return false;
    }
    if (header->nlmsg_type != AUDIT_LIST_RULES) return false;  // NLMSG_DONE, NLMSG_ERROR
    if (const auto rule = start_of<RuleStart>(payload)) add_rule(*rule, audit);
    datagram =
        datagram.subspan(std::min<std::size_t>(NLMSG_ALIGN(header->nlmsg_len), datagram.size()));
  }
  return true;
}

Result<Audit> audit() {
  if (!has(Capability::audit_control)) return Reason{"lacks CAP_AUDIT_CONTROL"};
  if (!is_survived([] { answered(); })) return Reason{"a seccomp filter forbids it"};
  if (const auto found = answered()) return *found;
  return Reason{fmt::format("the kernel does not tell: {}", std::strerror(errno))};
}

}  // namespace vdsobench::entries
