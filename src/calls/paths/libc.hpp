#pragma once

#include "calls/path.hpp"

namespace vdsobench::calls::paths {

/// The C library's function: the path that programs take. It is called through a pointer, as by
/// programs built with -fno-plt and by Rust's. A jump through a procedure linkage table reaches
/// time() 0.7 ns sooner on a Golden Cove core, but makes five of the clocks scatter by 1 to 3 %
/// with the layout of each process.
struct Libc : ByAddress {
  static constexpr std::string_view name = "libc";
  static constexpr std::string_view meaning = "the C library's function";
  static constexpr bool by_default = true;
  static constexpr bool traps = false;
  static constexpr Layout layout = Layout::native;
  static constexpr bool serves(const Function& function) {
    return !function.symbol.empty() && !function.vdso_alone;
  }
  static constexpr ArgWords words(const Function& function) { return function.words; }

  static Result<Target> resolve(const Function& function, const ProcessFacts&);
  static int error(long result) { return error_by_errno(result); }
};

}  // namespace vdsobench::calls::paths
