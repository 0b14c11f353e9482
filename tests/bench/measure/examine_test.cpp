#include "bench/measure/examine.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "bench/cli/selection.hpp"
#include "bench/cpu.hpp"
#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using verdict::Outcome;

constexpr ConfirmationPlan uncounted = {entries::Method::off};

class Examine : public testing::Test {
 protected:
  void SetUp() override { pin_anywhere(); }

  std::vector<verdict::Finding> examine(const std::vector<const calls::Call*>& calls) const {
    return examine_all(calls, facts_, uncounted).findings;
  }

  void take_the_vsyscall_page() {
    std::erase_if(facts_.mappings,
                  [](const image::Mapping& mapping) { return mapping.name == "[vsyscall]"; });
  }

  calls::ProcessFacts facts_ = calls::own_process_facts();
};

TEST_F(Examine, FindsOutAboutEachCallInItsOrder) {
  const auto found = examine({&cell("getppid/insn"), &cell("time/syscall")});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].evidence.call->name(), "getppid/insn");
  EXPECT_EQ(found[1].evidence.call->name(), "time/syscall");
  for (const auto& finding : found) {
    ASSERT_TRUE(finding.evidence.probe);
    if (finding.evidence.probe->ending != calls::Probe::Ending::answered) continue;
    EXPECT_EQ(finding.evidence.agreement->state, calls::Agreement::State::agrees)
        << finding.evidence.agreement->difference;
  }
}

// The system call that a vDSO's answer is checked by is looked into as well, and not handed out.
TEST_F(Examine, HandsOutWhatWasAskedForAlone) {
  EXPECT_EQ(examine({&cell("time/vdso")}).size(), 1U);
}

TEST_F(Examine, NeitherTriesNorChecksWhatLeadsNowhere) {
  facts_.vdso = Reason{"no vDSO here"};
  const auto found = examine({&cell("time/vdso")});
  EXPECT_EQ(found[0].outcome, Outcome::unavailable);
  EXPECT_EQ(found[0].reason, "no vDSO here");
  EXPECT_FALSE(found[0].evidence.probe);
}

// What --threads measures by default. A kernel without the page (vsyscall=none) has all the rest.
TEST_F(Examine, LosesOnlyTheVsyscallPageWhereThatIsMissing) {
  const auto before = examine(shared_calls());
  take_the_vsyscall_page();
  const auto after = examine(shared_calls());
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto& call = *after[i].evidence.call;
    if (call.path->name != "vsyscall") {
      EXPECT_EQ(after[i].outcome, before[i].outcome) << call.name();
      continue;
    }
    EXPECT_EQ(after[i].outcome, Outcome::unavailable);
    EXPECT_FALSE(verdict::works(after[i].outcome));  // so that no process is asked to measure it
    EXPECT_THAT(after[i].reason, HasSubstr("vsyscall=none"));
  }
}

}  // namespace
}  // namespace vdsobench::bench
