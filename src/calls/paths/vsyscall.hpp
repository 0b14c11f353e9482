#pragma once

#include "arch/arch.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The legacy page at a fixed address: the fetch faults, and the kernel emulates the call
/// (arch/x86/entry/vsyscall/vsyscall_64.c).
struct Vsyscall : ByAddress {
  static constexpr std::string_view name = "vsyscall";
  static constexpr std::string_view meaning = "the legacy vsyscall page";
  static constexpr bool by_default = true;
  static constexpr bool traps = false;
  static constexpr Layout layout = Layout::native;
  static constexpr bool serves(const Function& function) {
    return arch::vsyscall_slot(function.symbol) != 0;
  }
  static constexpr ArgWords words(const Function& function) { return function.words; }

  static Result<Target> resolve(const Function& function, const ProcessFacts& process_facts);
  static int error(long result) { return error_by_value(result); }
};

}  // namespace vdsobench::calls::paths
