#include "timing/stepping.hpp"

#include <gmock/gmock.h>

#include <string>

#include "base/root.hpp"
#include "calls/bound.hpp"
#include "calls/known.hpp"

namespace vdsobench::timing {
namespace {

using testing::AllOf;
using testing::Each;
using testing::Field;
using testing::Ge;
using testing::Gt;
using testing::IsEmpty;
using testing::Not;

class Stepping : public testing::Test {
 protected:
  // The ways of a call, by name; none where this machine has no such call.
  std::vector<Steps> ways_of(std::string_view name) const {
    for (const auto& call : calls::all_calls()) {
      if (call.name() != name) continue;
      const auto bound = calls::bind(call, facts_);
      if (!bound) return {};
      const auto loop = bound.value().bound_loop();
      const auto all = step_through({&loop, 1}, arguments_, maps_);
      return all.empty() ? std::vector<Steps>{} : all.front();
    }
    throw std::invalid_argument(std::string(name));
  }

  void SetUp() override {
    if (ways_of("getppid/insn").empty()) GTEST_SKIP() << "no process may be traced here";
  }

 private:
  calls::ProcessFacts facts_ = calls::own_process_facts();
  calls::Arguments arguments_ = calls::own_arguments(facts_);
  std::string maps_ = Root{}.read("/proc/self/maps").value_or("");
};

// What the kernel runs is no step, but its instruction is.
TEST_F(Stepping, SeesTheInstructionThatEntersTheKernel) {
  EXPECT_THAT(ways_of("getppid/insn"), Each(AllOf(Field(&Steps::loop, Ge(1)),
                                                  Field(&Steps::libc, 0), Field(&Steps::vdso, 0))));
}

TEST_F(Stepping, TellsTheLibraryFromTheProgram) {
  EXPECT_THAT(
      ways_of("getppid/libc"),
      Each(AllOf(Field(&Steps::loop, Ge(1)), Field(&Steps::libc, Gt(1)), Field(&Steps::vdso, 0))));
}

TEST_F(Stepping, TellsTheVdsoFromBoth) {
  const auto vdso = ways_of("time/vdso");
  if (vdso.empty()) GTEST_SKIP() << "no vDSO here";
  EXPECT_THAT(vdso, Each(AllOf(Field(&Steps::loop, Ge(1)), Field(&Steps::libc, 0),
                               Field(&Steps::vdso, Gt(1)))));
}

// Of one address space all calls are stepped through alike, however often.
TEST_F(Stepping, SeesTheSameWheneverItLooks) {
  const auto once = ways_of("getppid/insn");
  ASSERT_THAT(once, Not(IsEmpty()));
  EXPECT_THAT(once, Each(once.front()));
  EXPECT_EQ(ways_of("getppid/insn"), once);
}

}  // namespace
}  // namespace vdsobench::timing
