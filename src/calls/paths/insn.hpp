#pragma once

#include "arch/arch.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The trap instruction inline, or for the tick counter the instruction that reads it.
struct Insn {
  static constexpr std::string_view name = "insn";
  static constexpr std::string_view meaning = "the instruction itself, inline";
  static constexpr bool by_default = true;
  static constexpr bool traps = true;
  static constexpr Layout layout = Layout::native;
  static constexpr bool serves(const Function& function) { return function.number != no_number; }
  static constexpr ArgWords words(const Function& function) { return function.words; }

  static Result<Target> resolve(const Function&, const ProcessFacts&) { return Target{}; }
  static int error(long result) { return error_by_value(result); }

  template <long number, class... Words>
  [[gnu::always_inline]] static long call(Target, Words... words) {
    if constexpr (number == tick_number)
      return static_cast<long>(arch::bare_ticks());
    else
      return arch::trap(number, words...);
  }
};

}  // namespace vdsobench::calls::paths
