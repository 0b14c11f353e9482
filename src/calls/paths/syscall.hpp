#pragma once

#include <unistd.h>

#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The C library's syscall(2): a system call, and what the wrapper adds.
struct Syscall {
  static constexpr std::string_view name = "syscall";
  static constexpr std::string_view meaning = "the system call, through the C library's syscall()";
  static constexpr bool by_default = true;
  static constexpr bool traps = true;
  static constexpr Layout layout = Layout::native;
  static constexpr bool serves(const Function& function) { return function.number >= 0; }
  static constexpr ArgWords words(const Function& function) { return function.words; }

  static Result<Target> resolve(const Function&, const ProcessFacts&) {
    return reinterpret_cast<Target>(&::syscall);
  }
  static int error(long result) { return error_by_errno(result); }

  template <long number, class... Words>
  [[gnu::always_inline]] static long call(Target target, Words... words) {
    return reinterpret_cast<long (*)(long, ...)>(target)(number, words...);
  }
};

}  // namespace vdsobench::calls::paths
