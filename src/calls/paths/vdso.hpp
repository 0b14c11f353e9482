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
  static constexpr int arity(const Function& function) {
    return function.vdso_arity > 0 ? function.vdso_arity : function.arity + function.vdso_extra;
  }
  static constexpr ArgWord word(const Function& function, std::size_t index) {
    return function.vdso_arity > 0 ? function.vdso_words[index] : function.words[index];
  }

  static Result<Target> resolve(const Function& function, const ProcessFacts& process_facts);
  static int error(long result) { return error_by_value(result); }
};

}  // namespace vdsobench::calls::paths
