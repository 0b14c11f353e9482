#pragma once

#include <chrono>
#include <string_view>
#include <utility>

#include "base/file_descriptor.hpp"
#include "base/result.hpp"

namespace vdsobench::entries {

/// What one process of a user can hold at a time. It is a socket's name in the abstract space of
/// unix(7): unlike a file it needs no folder and leaves nothing, it goes with the process that
/// holds it, and the user cannot take it from a process that may not be traced. It is the network
/// namespace's, so that every container has its own.
class UserLock {
 public:
  /// Tries for so long.
  static Result<UserLock> take(std::string_view purpose, std::chrono::milliseconds patience);

 private:
  explicit UserLock(FileDescriptor socket) : socket_(std::move(socket)) {}
  FileDescriptor socket_;
};

}  // namespace vdsobench::entries
