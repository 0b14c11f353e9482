#include "calls/known.hpp"

#include <array>

namespace vdsobench::calls {

namespace {

template <int count>
struct Nops {
  template <long number>
  [[gnu::always_inline]] static long call(Target) {
    asm volatile(
        ".rept %c0\n\t"
        "nop\n\t"
        ".endr"
        :
        : "i"(count));
    return 0;
  }
};

constexpr std::array<Known, 3> sequences = {{
    {"nothing", &loop<Nothing, no_number>, 0},
    {"10 nops", &loop<Nops<10>, no_number>, 10},
    {"100 nops", &loop<Nops<100>, no_number>, 100},
}};

}  // namespace

std::span<const Known> known_sequences() { return sequences; }

}  // namespace vdsobench::calls
