#pragma once

#include <cerrno>
#include <string_view>

#include "base/result.hpp"
#include "calls/function.hpp"
#include "calls/process_facts.hpp"

namespace vdsobench::calls {

/// The address that a path calls; null for paths that call none.
using Target = void (*)();

/// How numbers lie in the answers that a path writes.
enum class Layout { native, compat };  // compat: times as pairs of 32-bit numbers

/// What is known of a path at run time: the fields of its struct in paths/.
struct Path {
  std::string_view name;
  std::string_view meaning;
  bool by_default;
  bool traps;  // each call is a system call, whoever answers it
  Layout layout;
  Result<Target> (*resolve)(const Function&, const ProcessFacts&);
  int (*error)(long result);  // the errno that a return value stands for, 0 for success
};

namespace paths {

/// Error of a function that returns −1 and sets errno, as the C library's do. The comparison is of
/// ints because only the lower half of the register is defined for functions that return one.
inline int error_by_errno(long result) { return static_cast<int>(result) == -1 ? errno : 0; }

/// Error of what answers as the kernel does: −4095 to −1 are negated error numbers (syscall(2)).
inline int error_by_value(long result) {
  const int value = static_cast<int>(result);
  return value < 0 && value >= -4095 ? -value : 0;
}

/// Calls an address with register-sized words: every function here takes numbers and pointers only,
/// and the ABIs pass those alike.
template <class... Words>
[[gnu::always_inline]] inline long call_address(Target target, Words... words) {
  return reinterpret_cast<long (*)(Words...)>(target)(words...);
}

/// What the paths share that call the function's own address.
struct ByAddress {
  template <long number, class... Words>
  [[gnu::always_inline]] static long call(Target target, Words... words) {
    return call_address(target, words...);
  }
};

}  // namespace paths

}  // namespace vdsobench::calls
