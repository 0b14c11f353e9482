#pragma once

#include "arch/arch.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The 32-bit system call from a 64-bit process, with 32-bit numbers and layouts. Off unless asked
/// for: slow, and nothing that programs do.
struct Int80 {
  static constexpr std::string_view name = "int80";
  static constexpr std::string_view meaning = "the 32-bit system call, by int $0x80";
  static constexpr bool by_default = false;
  static constexpr bool traps = true;
  static constexpr Layout layout = Layout::compat;
  static constexpr bool serves(const Function& function) {
    return arch::has_int80 && arch::number32(function.symbol) >= 0;
  }
  static constexpr ArgWords words(const Function& function) { return function.words; }

  static Result<Target> resolve(const Function&, const ProcessFacts&) { return Target{}; }
  static int error(long result) { return error_by_value(result); }

  template <long number, class... Words>
  [[gnu::always_inline]] static long call(Target, Words... words) {
    return arch::trap32(number, words...);
  }
};

}  // namespace vdsobench::calls::paths
