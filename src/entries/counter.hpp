#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.hpp"
#include "calls/bound.hpp"
#include "entries/count.hpp"

namespace vdsobench::entries {

/// Counts how often calls of this thread enter the kernel. What it holds in the kernel is gone when
/// it is destroyed, and when the process ends in any way.
class Counter {
 public:
  Counter() = default;
  virtual ~Counter() = default;
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  /// As the user names it, such as "ebpf".
  virtual std::string_view name() const = 0;

  /// Makes the call once, so that what happens only the first time is over, then counts `n` of it;
  /// or says why the count cannot be trusted.
  virtual Result<Count> count(const calls::BoundCall& call, const calls::Arguments& arguments,
                              std::uint64_t n) = 0;
};

}  // namespace vdsobench::entries
