#include "calls/known.hpp"

#include <array>

#include "arch/arch.hpp"

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

struct HundredAdds {
  template <long number>
  [[gnu::always_inline]] static long call(Target) {
    arch::dependent_adds<100>();
    return 0;
  }
};

constexpr std::array<Known, 4> sequences = {{
    {"nothing", &loop<Nothing, no_number>, 0},
    {"10 nops", &loop<Nops<10>, no_number>, 10},
    {"100 nops", &loop<Nops<100>, no_number>, 100},
    {"100 dependent adds", &loop<HundredAdds, no_number>, 100},
}};

}  // namespace

std::span<const Known> reference_sequences() { return sequences; }

}  // namespace vdsobench::calls
