#include "bench/table_samples.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "bench/output/display.hpp"
#include "bench/sample_measurement.hpp"
#include "calls/paths/libc.hpp"

namespace vdsobench::bench {

namespace {

using verdict::Grade;
using verdict::Outcome;
using enum Outcome;

constexpr double core_ghz = 4.1;

struct Cost {
  std::string_view call;
  Outcome outcome;
  double ns;
};

constexpr std::array costs = std::to_array<Cost>({
    {"gettimeofday/libc", userspace, 25.6},
    {"gettimeofday/vdso", userspace, 25.5},
    {"gettimeofday/syscall", syscall, 1119},
    {"gettimeofday/insn", syscall, 1036},
    {"gettimeofday/vsyscall", emulated, 8287},
    {"time/libc", userspace, 1.81},
    {"time/vdso", userspace, 1.79},
    {"time/syscall", syscall, 1004},
    {"time/insn", syscall, 951.3},
    {"time/vsyscall", emulated, 8131},
    {"clock_gettime:monotonic_coarse/libc", userspace, 3.41},
    {"clock_gettime:monotonic_coarse/vdso", userspace, 3.38},
    {"clock_gettime:monotonic_coarse/syscall", syscall, 1052},
    {"clock_gettime:monotonic_coarse/insn", syscall, 998.4},
    {"clock_gettime:thread_cputime/libc", fallback, 1301},
    {"clock_gettime:thread_cputime/vdso", fallback, 1295},
    {"clock_gettime:thread_cputime/syscall", syscall, 1288},
    {"clock_gettime:thread_cputime/insn", syscall, 1201},
    {"clock_gettime:aux0/libc", unavailable, 0},
    {"clock_gettime:aux0/syscall", unavailable, 0},
    {"getrandom:32/libc", syscall, 12415},
    {"getrandom:32/vdso", userspace, 412.3},
    {"getrandom:32/syscall", syscall, 12411},
    {"getrandom:32/insn", syscall, 12340},
    {"sched_getcpu/libc", userspace, 0.862},
    {"getppid/libc", syscall, 1031},
    {"getppid/syscall", syscall, 1031},
    {"getppid/insn", syscall, 946.2},
    {"tick/insn", userspace, 10.3},
});

Row row_of(const Cost& cost, double ns) {
  if (cost.outcome == unavailable)
    return missing(cost.call, unavailable, "this kernel has no such clock");
  const double cycles = ns * core_ghz;
  return measured(cost.call, cost.outcome, {0.99 * cycles, cycles, 1.004 * cycles});
}

verdict::Verdict verdict_of(const Row& row) {
  const auto outcome = row.finding.outcome;
  const auto* function = row.finding.evidence.call->function;
  if (outcome == userspace) return {function, Grade::good, outcome, "", ""};
  if (outcome == unavailable) return {function, Grade::absent, outcome, row.finding.reason, ""};
  if (!function->user_space) return {function, Grade::inherent, outcome, "no vDSO answers it", ""};
  if (outcome == syscall)
    return {function, Grade::limited, outcome, "the library is old", "needs glibc 2.41"};
  return {function, Grade::bad, outcome, "clocksource hpet has no vDSO mode", "change it"};
}

}  // namespace

Sample guest_sample_at(const std::function<double()>& ns) {
  Measurement measurement;
  measurement.core_hz = core_ghz * 1e9;
  for (const auto& cost : costs) measurement.rows.push_back(row_of(cost, ns()));
  auto verdicts = verdicts_of(measurement);
  return {std::move(measurement), std::move(verdicts)};
}

Sample guest_sample() {
  return guest_sample_at([next = costs.begin()]() mutable { return (next++)->ns; });
}

std::vector<verdict::Verdict> verdicts_of(const Measurement& measurement) {
  std::vector<verdict::Verdict> verdicts;
  for (const auto& row : measurement.rows)
    if (row.finding.evidence.call->path->name == calls::paths::Libc::name)
      verdicts.push_back(verdict_of(row));
  return verdicts;
}

std::vector<std::string> plain_lines(const std::string& text) {
  std::vector<std::string> lines(1);
  bool in_escape = false;
  for (const char character : text) {
    if (character == '\033') in_escape = true;
    if (character == '\n')
      lines.emplace_back();
    else if (!in_escape)
      lines.back() += character;
    if (character == 'm') in_escape = false;
  }
  return lines;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (const auto& line : plain_lines(text)) widest = std::max(widest, display_width(line));
  return widest;
}

}  // namespace vdsobench::bench
