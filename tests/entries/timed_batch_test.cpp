// That nothing in the timed region enters the kernel but the call itself: whole timed batches, with
// clock and ruler, are made to look like a call, and counted.

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

#include "entries/machine.hpp"
#include "timing/cycle_timer.hpp"

namespace vdsobench::entries {
namespace {

constexpr std::uint64_t batches = 20;
constexpr std::uint64_t batch = 500;  // calls

calls::Loop timed_loop;
std::optional<timing::CycleTimer> timer;

// As a loop: `n` batches, each of a call that goes its own loop.
long timed_batches(std::uint64_t n, calls::Target target, const calls::Arguments&) {
  double cycles = 0;
  for (std::uint64_t i = 0; i < n; ++i) cycles += (*timer)(timed_loop, target, batch);
  return static_cast<long>(cycles);
}

// A timer keeps what it read, between batches: after 2^k readings and one it has memory for as many
// more, so that a sanitizer's allocator asks the kernel for none while entries are counted.
void make_timer(const calls::BoundCall& bound, const calls::Arguments& arguments) {
  timer.emplace(arguments);
  for (int i = 0; i < 65; ++i) (*timer)(timed_loop, bound.target, 1);
}

class TimedBatches : public testing::TestWithParam<const char*> {
 protected:
  // What is counted of timing the call of this name.
  Result<Count> count(const char* name) {
    const auto counter = open_counter(GetParam());
    if (!counter) return counter.reason();
    const auto bound = answering_call(name, arguments_);
    if (!bound) return bound.reason();
    timed_loop = bound.value().call->loop;
    make_timer(bound.value(), arguments_);
    calls::Call timed = *bound.value().call;
    timed.loop = timed_batches;
    return counter.value()->count({&timed, bound.value().target}, arguments_, batches);
  }

  calls::Arguments arguments_ = calls::own_arguments(calls::own_process_facts());
};

TEST_P(TimedBatches, OfAVdsoCallNeverEnterTheKernel) {
  for (const auto* name : {"time/vdso", "clock_gettime:monotonic_coarse/vdso"}) {
    const auto counted = count(name);
    if (!counted) GTEST_SKIP() << name << ": " << counted.reason().text;
    EXPECT_EQ(counted.value().calls, batches);
    EXPECT_EQ(counted.value().syscalls, 0U) << name;
    EXPECT_EQ(counted.value().emulations, 0U) << name;
  }
}

TEST_P(TimedBatches, OfASystemCallEnterTheKernelOnceACall) {
  const auto counted = count("getppid/insn");
  if (!counted) GTEST_SKIP() << counted.reason().text;
  EXPECT_EQ(counted.value().syscalls, batches * batch);
  EXPECT_EQ(counted.value().emulations, 0U);
}

constexpr auto by_counter = [](const auto& info) { return std::string(info.param); };
INSTANTIATE_TEST_SUITE_P(Each, TimedBatches, testing::Values("ebpf", "perf", "seccomp"),
                         by_counter);

}  // namespace
}  // namespace vdsobench::entries
