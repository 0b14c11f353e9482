#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "base/file_descriptor.hpp"
#include "base/result.hpp"

namespace vdsobench::entries {

/// A perf event that counts a tracepoint for the thread that opened it, in the kernel and in user
/// mode. Closed with the object.
class PerfEvent {
 public:
  /// `tracepoint` as its folder in tracefs, such as "raw_syscalls/sys_enter". With a leader the two
  /// are read together, through the leader.
  static Result<PerfEvent> open(std::string_view tracepoint, const PerfEvent* leader);

  int descriptor() const { return file_.number(); }

 private:
  explicit PerfEvent(FileDescriptor file) : file_(std::move(file)) {}
  FileDescriptor file_;
};

}  // namespace vdsobench::entries
