#include "bench/table.hpp"

#include <gmock/gmock.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::Not;
using enum verdict::Outcome;

Measurement sample() {
  Measurement measurement;
  measurement.rows.push_back(measured("time/libc", userspace, {0.74}));
  measurement.rows.push_back(measured("time/syscall", syscall, {80}));
  measurement.rows.push_back(missing("time/vsyscall", unavailable, "no page here"));
  measurement.rows.push_back(measured("getcpu/libc", userspace, {3.94, 3.8, 3.98}));
  measurement.rows.push_back(measured("getcpu/syscall", syscall, {100}));
  measurement.rows.push_back(measured("getcpu/vsyscall", emulated, {498.04}));
  measurement.rows.push_back(measured("getppid/libc", syscall, {85.6}));
  return measurement;
}

TEST(Table, IsAMatrixOfFunctionsAndPaths) {
  EXPECT_EQ(table(sample(), false),
            R"(ns a call                 libc              syscall             vsyscall
time           0.74 u  0.01x       80.00 s  1.00x                - [1]
getcpu    3.94±0.29 u  0.04x      100.00 s  1.00x      498.04 e  4.98x
getppid       85.60 s

u stayed in user space   s system call   e emulated by the kernel   - not here   (x: times the system call)
[1] no page here
)");
}

TEST(Table, HasOneFootnoteForOneReason) {
  auto measurement = sample();
  measurement.rows.push_back(missing("gettimeofday/vsyscall", unavailable, "no page here"));
  measurement.rows.push_back(missing("gettimeofday/libc", blocked, "a filter"));
  const auto text = table(measurement, false);
  EXPECT_THAT(text, HasSubstr("[1] no page here\n[2] a filter\n"));
  EXPECT_THAT(text, Not(HasSubstr("[3]")));
}

TEST(Table, SaysThatAProcessFailed) {
  Measurement measurement;
  measurement.rows.push_back(measured("time/libc", userspace, {}));
  measurement.rows.back().figures.emplace_back(Reason{"died of SIGSEGV"});
  EXPECT_THAT(table(measurement, false), HasSubstr("[1] died of SIGSEGV"));
}

TEST(Table, TellsWhatDisagrees) {
  Measurement measurement;
  measurement.rows.push_back(measured("time/vdso", disagrees, {1}));
  measurement.rows.back().finding.reason = "says 7";
  EXPECT_THAT(table(measurement, false), HasSubstr("! time/vdso: says 7\n"));
}

TEST(Table, OfAnExactRunHasWholeNumbers) {
  Measurement measurement;
  measurement.exact = true;
  measurement.rows.push_back(measured("getppid/insn", syscall, {325}));
  EXPECT_THAT(table(measurement, false), HasSubstr("instructions"));
  EXPECT_THAT(table(measurement, false), HasSubstr(" 325 s"));
  EXPECT_THAT(table(measurement, false), Not(HasSubstr("GHz")));
}

TEST(Table, IsColouredOnRequestOnly) {
  EXPECT_THAT(table(sample(), true), HasSubstr("\x1b["));
  EXPECT_THAT(table(sample(), false), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace vdsobench::bench
