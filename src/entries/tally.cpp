#include "entries/tally.hpp"

namespace vdsobench::entries {

Tally read(const volatile Tally& tally) {
  Tally copy;
  for (int i = 0; i <= VDSOBENCH_NUMBERS; ++i) copy.syscalls[i] = tally.syscalls[i];
  for (int i = 0; i <= VDSOBENCH_VSYSCALLS; ++i) copy.emulations[i] = tally.emulations[i];
  return copy;
}

Count difference(const Tally& before, const Tally& after, std::uint64_t calls) {
  Count count = {.calls = calls, .syscalls = 0, .emulations = 0};
  for (int i = 0; i <= VDSOBENCH_NUMBERS; ++i) {
    const auto made = after.syscalls[i] - before.syscalls[i];
    count.syscalls += made;
    if (made != 0) count.by_number[i < VDSOBENCH_NUMBERS ? i : -1] = made;
  }
  for (int i = 0; i <= VDSOBENCH_VSYSCALLS; ++i)
    count.emulations += after.emulations[i] - before.emulations[i];
  return count;
}

}  // namespace vdsobench::entries
