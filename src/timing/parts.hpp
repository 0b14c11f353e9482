#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace vdsobench::timing {

/// Instructions of user mode, by whose code they are.
struct Steps {
  std::int64_t loop;  // the program's: the loop with what it hands over, or the call's instruction
  std::int64_t libc;  // any library's that is neither
  std::int64_t vdso;

  std::int64_t all() const { return loop + libc + vdso; }

  bool operator==(const Steps&) const = default;
};

Steps operator-(const Steps& left, const Steps& right);

/// What a call took in exact mode, by whose code it was; together its figure. What a new compiler
/// moves is in `loop` and `libc`, what a new kernel moves in the other two.
struct Parts {
  double loop;
  double libc;
  double vdso;
  double kernel;
};

/// Of a call that takes so many instructions: `seen` are the ways that it was seen to go through
/// user mode, net, and the kernel has the rest. Of several ways it is that of which nothing is
/// left, or the commonest. Nothing where no way was seen, or all are longer than the call.
std::optional<Parts> parts(double instructions, std::span<const Steps> seen);

}  // namespace vdsobench::timing
