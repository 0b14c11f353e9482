#include "entries/user_lock.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

namespace vdsobench::entries {

namespace {

// An abstract name begins with a NUL and ends where the address does.
bool bind_abstract(int socket, std::string_view name) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  const auto length = std::min(name.size(), sizeof address.sun_path - 1);
  std::copy_n(name.begin(), length, address.sun_path + 1);
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + length);
  return bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0;
}

// By pauses, not by a clock: that may stand still (a library that was preloaded can answer for it).
bool bind_in_time(int socket, std::string_view name, std::chrono::milliseconds patience) {
  constexpr std::chrono::milliseconds pause(10);
  for (auto left = patience; !bind_abstract(socket, name); left -= pause) {
    if (errno != EADDRINUSE || left.count() <= 0) return false;
    std::this_thread::sleep_for(pause);
  }
  return true;
}

}  // namespace

Result<UserLock> UserLock::take(std::string_view purpose, std::chrono::milliseconds patience) {
  FileDescriptor held(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const auto name = fmt::format("vdsobench-{}-{}", purpose, getuid());
  if (held && bind_in_time(held.number(), name, patience)) return UserLock(std::move(held));
  if (errno != EADDRINUSE)
    return Reason{fmt::format("cannot hold the socket name @{}: {}", name, std::strerror(errno))};
  return Reason{
      fmt::format("another process holds the socket name @{}, as one vdsobench of a user "
                  "does at a time while it counts: try again, or see ss -xap",
                  name)};
}

}  // namespace vdsobench::entries
