#pragma once

#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The vDSO's own symbol, without the C library, vdso(7).
struct Vdso : ByAddress {
  static constexpr std::string_view name = "vdso";
  static constexpr std::string_view meaning = "the vDSO's symbol itself";
  static constexpr bool by_default = true;
  static constexpr bool traps = false;
  static constexpr Layout layout = Layout::native;
  static constexpr bool serves(const Function& function) { return function.in_vdso; }
  static constexpr ArgWords words(const Function& function) {
    return function.vdso_words.count > 0 ? function.vdso_words : function.words;
  }

  static Result<Target> resolve(const Function& function, const ProcessFacts& process_facts);
  static int error(long result) { return error_by_value(result); }
};

}  // namespace vdsobench::calls::paths
