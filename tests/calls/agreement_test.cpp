#include "calls/agreement.hpp"

#include <gmock/gmock.h>
#include <sched.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "calls/cells.hpp"
#include "calls/probe.hpp"

namespace vdsobench::calls {
namespace {

using testing::HasSubstr;
using enum Agreement::State;

template <class Function>
Agreement agreement_of(std::string_view name, Function* function) {
  Arguments arguments;
  return agree(leading_to(name, function), arguments);
}

timespec kernels(clockid_t clock) {
  timespec time;
  syscall(SYS_clock_gettime, clock, &time);
  return time;
}

long honest(long clock, timespec* to) {
  *to = kernels(static_cast<clockid_t>(clock));
  return 0;
}

long early(long clock, timespec* to) {
  honest(clock, to);
  --to->tv_sec;
  return 0;
}

long late(long clock, timespec* to) {
  honest(clock, to);
  ++to->tv_sec;
  return 0;
}

long writes_nothing() { return 0; }
long fails() { return -EINVAL; }

long of_another_cpu(unsigned* to) { return syscall(SYS_getcpu, to, nullptr, nullptr), ++*to, 0; }
long coarser(long clock, timespec* to) {
  return syscall(SYS_clock_getres, clock, to), ++to->tv_nsec, 0;
}
long zeros(void* to, long size) { return std::memset(to, 0, static_cast<std::size_t>(size)), size; }
long repeats(void* to, long size) {
  return std::memset(to, 77, static_cast<std::size_t>(size)), size;
}
long random_bytes(void* to, long size) { return getrandom(to, static_cast<std::size_t>(size), 0); }

bool late_once = false;
long late_the_first_time(long clock, timespec* to) {
  return std::exchange(late_once, false) ? late(clock, to) : honest(clock, to);
}

void pin_to_this_cpu() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(std::max(sched_getcpu(), 0)), &one);
  sched_setaffinity(0, sizeof one, &one);
}

TEST(Agreement, BelievesAnHonestClock) {
  const auto agreement = agreement_of("clock_gettime:monotonic/vdso", &honest);
  EXPECT_EQ(agreement.state, agrees);
  EXPECT_EQ(agreement.difference, "");
}

TEST(Agreement, CatchesAClockThatIsEarlyOrLateOrStill) {
  for (auto* clock : {&early, &late}) {
    const auto agreement = agreement_of("clock_gettime:monotonic/vdso", clock);
    EXPECT_EQ(agreement.state, disagrees);
    EXPECT_THAT(agreement.difference, HasSubstr("between the system call's"));
  }
  EXPECT_EQ(agreement_of("clock_gettime:realtime/vdso", &writes_nothing).state, disagrees);
  EXPECT_EQ(agreement_of("gettimeofday/vdso", &writes_nothing).state, disagrees);
  EXPECT_EQ(agreement_of("time/vdso", &writes_nothing).state, disagrees);
}

// As musl's time() is at the beginning of a second.
long early_for_a_tick(long clock, timespec* to) {
  static const auto first = kernels(CLOCK_MONOTONIC);
  const auto now = kernels(CLOCK_MONOTONIC);
  const auto passed = (now.tv_sec - first.tv_sec) * 1'000'000'000 + now.tv_nsec - first.tv_nsec;
  return passed < 10'000'000 ? late(clock, to) : honest(clock, to);
}

TEST(Agreement, WaitsForAClockThatGoesByTheTimersTicks) {
  EXPECT_EQ(agreement_of("clock_gettime:realtime/libc", early_for_a_tick).state, agrees);
}

TEST(Agreement, CatchesAWrongCpu) {
  pin_to_this_cpu();
  EXPECT_EQ(agreement_of("getcpu/vdso", &of_another_cpu).state, disagrees);
  EXPECT_EQ(agreement_of("getcpu/vdso", &writes_nothing).state, disagrees);
}

TEST(Agreement, CatchesAWrongResolution) {
  EXPECT_EQ(agreement_of("clock_getres:monotonic/vdso", &coarser).state, disagrees);
}

TEST(Agreement, CatchesBytesThatAreNotRandom) {
  for (const auto* name : {"getrandom:8/vdso", "getrandom:32/vdso"}) {
    EXPECT_EQ(agreement_of(name, &random_bytes).state, agrees);
    for (auto* generator : {&zeros, &repeats}) {
      const auto agreement = agreement_of(name, generator);
      EXPECT_EQ(agreement.state, disagrees);
      EXPECT_THAT(agreement.difference, HasSubstr("same bytes"));
    }
    EXPECT_EQ(agreement_of(name, &writes_nothing).state, disagrees);
  }
}

TEST(Agreement, CatchesErrorsThatTheSystemCallDoesNotGive) {
  const auto agreement = agreement_of("time/vdso", &fails);
  EXPECT_EQ(agreement.state, disagrees);
  EXPECT_THAT(agreement.difference, HasSubstr("error"));
  EXPECT_EQ(agreement_of("getrandom:8/vdso", &fails).state, disagrees);
}

TEST(Agreement, ForgivesOneClockThatWasSetMeanwhile) {
  late_once = true;
  EXPECT_EQ(agreement_of("clock_gettime:realtime/vdso", &late_the_first_time).state, agrees);
  EXPECT_FALSE(late_once);
}

TEST(Agreement, IsUncheckedWhereNothingKnowsTheAnswer) {
  Function no_clock = *cell("clock_gettime:monotonic/vdso").function;
  no_clock.name = "a clock without a system call";
  const Call call = {&no_clock, cell("time/vdso").path, cell("time/vdso").loop};
  Arguments arguments;
  EXPECT_EQ(agree({&call, reinterpret_cast<Target>(&honest)}, arguments).state, unchecked);
}

TEST(Agreement, HoldsForEveryCallOfThisMachine) {
  pin_to_this_cpu();
  const auto process_facts = own_process_facts();
  auto arguments = own_arguments(process_facts);
  int seen = 0;
  for (const auto& call : all_calls()) {
    const auto bound = bind(call, process_facts);
    if (!bound || probe(bound.value(), arguments).ending != Probe::Ending::answered) continue;
    const auto agreement = agree(bound.value(), arguments);
    // The vDSO tells the resolution of clocks that this kernel may not have: nothing to hold it
    // against.
    if (call.function->may_be_absent && agreement.state == unchecked) continue;
    EXPECT_EQ(agreement.state, agrees) << call.name() << ": " << agreement.difference;
    ++seen;
  }
  EXPECT_GT(seen, 20);
}

}  // namespace
}  // namespace vdsobench::calls
