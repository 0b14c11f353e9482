#include "calls/random_state.hpp"

#include <gmock/gmock.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstdint>

#include "base/in_child.hpp"
#include "calls/cells.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::calls {
namespace {

using testing::HasSubstr;

template <class Function>
Target as_target(Function* function) {
  return reinterpret_cast<Target>(function);
}

long asks_for_a_page(long, long, long, std::uint32_t* needs, long size) {
  if (size != -1) return -EINVAL;
  needs[0] = 144;
  needs[1] = PROT_READ | PROT_WRITE;
  needs[2] = MAP_PRIVATE | MAP_ANONYMOUS;
  return 0;
}

long asks_for_no_bytes(long, long, long, std::uint32_t* needs, long size) {
  const long answer = asks_for_a_page(0, 0, 0, needs, size);
  needs[0] = 0;
  return answer;
}

long says_nothing() { return -ENOSYS; }

TEST(RandomState, IsMappedAsAsked) {
  const auto state = allocate_random_state(as_target(&asks_for_a_page));
  ASSERT_TRUE(state) << state.reason().text;
  EXPECT_EQ(state.value().size, 144U);
  static_cast<char*>(state.value().memory)[143] = 1;  // faults unless it is writable
  munmap(state.value().memory, state.value().size);
}

TEST(RandomState, SaysWhyThereIsNone) {
  EXPECT_THAT(allocate_random_state(as_target(&says_nothing)).reason().text,
              HasSubstr("does not say what state it needs (-38)"));
  EXPECT_THAT(allocate_random_state(as_target(&asks_for_no_bytes)).reason().text,
              HasSubstr("no memory for vDSO getrandom's state: Invalid argument"));
}

TEST(RandomState, LetsTheVdsoFillWithoutTheKernelsWord) {
  const auto process_facts = own_process_facts();
  const auto bound = bind(cell("getrandom:32/vdso"), process_facts);
  if (!bound) GTEST_SKIP() << bound.reason().text;
  EXPECT_EQ(bound.value()(1, own_arguments(process_facts)), 32);
}

std::string ready_under(unsigned answer) {
  return in_child([&]() -> std::string {
    if (!filter_system_call(SYS_getrandom, answer)) return "no filter";
    return random_generator_ready() ? "ready" : "not ready";
  });
}

TEST(RandomGenerator, IsReadyWhereItAnswersWithoutAWait) {
  char byte = 0;
  const bool answers = getrandom(&byte, 1, GRND_NONBLOCK) == 1;
  EXPECT_EQ(random_generator_ready(), answers);
}

TEST(RandomGenerator, IsNotReadyWhereOneWouldHaveToWait) {
  const auto said = ready_under(SECCOMP_RET_ERRNO | EAGAIN);
  if (said == "no filter") GTEST_SKIP() << "no seccomp filter can be set here";
  EXPECT_EQ(said, "not ready");
}

TEST(RandomGenerator, IsNotBlamedForAFilter) {
  for (const auto answer : {SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_KILL_PROCESS})
    EXPECT_THAT(ready_under(answer), testing::AnyOf("ready", "no filter"));
}

}  // namespace
}  // namespace vdsobench::calls
