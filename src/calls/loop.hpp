#pragma once

#include <cstdint>

#include "calls/arguments.hpp"
#include "calls/path.hpp"

namespace vdsobench::calls {

/// Makes a call `n` times, n ≥ 1, and gives the last return value. Agreement, counting, timing and
/// exact mode all run this.
using Loop = long (*)(std::uint64_t n, Target target, const Arguments& arguments);

/// A loop with what it calls: all that timing has to know.
struct BoundLoop {
  Loop loop;
  Target target;
};

/// The loop of one cell. The words are template arguments, so that numbers become immediates and
/// addresses are read once, before the first iteration: nothing but the call stands in the loop.
template <class Path, long number, ArgWord... words>
[[gnu::noinline, gnu::aligned(64)]] long loop(std::uint64_t n, Target target,
                                              const Arguments& arguments) {
  return [n, target](auto... values) mutable {
    long result;
    do {
      asm("" : "+r"(n));  // keeps compilers from unrolling
      result = Path::template call<number>(target, values...);
    } while (--n != 0);
    return result;
  }(arguments.word(words)...);
}

/// A path that does nothing: its loop costs what every loop costs.
struct Nothing {
  template <long number>
  [[gnu::always_inline]] static long call(Target) {
    asm volatile("");
    return 0;
  }
};

/// Compiled beside the loops that it is subtracted from, with the same options.
extern const Loop empty_loop;

}  // namespace vdsobench::calls
