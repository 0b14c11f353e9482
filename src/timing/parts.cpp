#include "timing/parts.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vdsobench::timing {

namespace {

bool is_a_part(std::int64_t instructions) { return instructions >= 0; }

// More than the call would leave the kernel less than nothing: an interrupt moved what was read
// under the call's eyes, and it read again.
bool fits(const Steps& steps, std::int64_t whole) {
  return is_a_part(steps.loop) && is_a_part(steps.libc) && is_a_part(steps.vdso) &&
         steps.all() <= whole;
}

Steps commonest(std::span<const Steps> seen) {
  return *std::ranges::max_element(
      seen, {}, [&](const Steps& steps) { return std::ranges::count(seen, steps); });
}

}  // namespace

Steps operator-(const Steps& left, const Steps& right) {
  return {left.loop - right.loop, left.libc - right.libc, left.vdso - right.vdso};
}

std::optional<Parts> parts(double instructions, std::span<const Steps> seen) {
  const auto whole = static_cast<std::int64_t>(std::llround(instructions));
  std::vector<Steps> fitting;
  std::ranges::copy_if(seen, std::back_inserter(fitting),
                       [whole](const Steps& steps) { return fits(steps, whole); });
  if (fitting.empty()) return std::nullopt;
  const auto exactly = std::ranges::find(fitting, whole, &Steps::all);
  const Steps way = exactly != fitting.end() ? *exactly : commonest(fitting);
  const auto number = [](std::int64_t part) { return static_cast<double>(part); };
  return Parts{number(way.loop), number(way.libc), number(way.vdso), number(whole - way.all())};
}

}  // namespace vdsobench::timing
