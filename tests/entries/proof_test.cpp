#include "entries/proof.hpp"

#include <gmock/gmock.h>

#include "entries/attach.hpp"

namespace vdsobench::entries {
namespace {

using testing::HasSubstr;

/// Says what it is told to, whatever the calls do.
class Liar : public Counter {
 public:
  explicit Liar(Result<Count> answer) : answer_(std::move(answer)) {}
  std::string_view name() const override { return "liar"; }
  Result<Count> count(const calls::BoundCall&, const calls::Arguments&, std::uint64_t) override {
    return answer_;
  }

 private:
  Result<Count> answer_;
};

std::string objection(Result<Count> answer) {
  Liar counter(std::move(answer));
  const auto proved = prove(counter);
  return proved ? "" : proved.reason().text;
}

std::string objection_for_page(Result<Count> answer) {
  Liar counter(std::move(answer));
  const auto proved = prove_for_page(counter, {});
  return proved ? "" : proved.reason().text;
}

TEST(Prove, RejectsACounterThatNeverCounts) {
  EXPECT_THAT(objection(Count{100, 0, 0}),
              HasSubstr("counted 0 system calls and 0 emulations where 100 and 0 were made"));
}

TEST(Prove, RejectsACounterThatCountsWhatWasNotMade) {
  EXPECT_THAT(objection(Count{100, 100, 0}), HasSubstr("where 0 and 0 were made"));
}

TEST(Prove, RejectsACounterThatMissesOne) {
  EXPECT_THAT(objection(Count{100, 99, 0}), HasSubstr("counted 99"));
}

TEST(Prove, PassesOnWhyACounterCouldNotCount) { EXPECT_EQ(objection(Reason{"broken"}), "broken"); }

// valgrind makes a system call of a call into the page.
TEST(ProveForPage, AsksThatEachCallIsSeenToEnterTheKernel) {
  EXPECT_EQ(objection_for_page(Count{100, 0, 100}), "");
  EXPECT_EQ(objection_for_page(Count{100, 100, 0}), "");
  EXPECT_THAT(objection_for_page(Count{100, 0, 0}), HasSubstr("where 0 and 100 were made"));
  EXPECT_THAT(objection_for_page(Count{100, 100, 100}), HasSubstr("not to be trusted"));
  EXPECT_EQ(objection_for_page(Reason{"killed"}), "killed");
}

/// What a counter counts that has not proved itself for the vsyscall page.
Result<Count> beside_the_page(std::string_view call) {
  Opened opened;
  opened.counter = std::make_unique<Liar>(Count{100, 7, 0});
  opened.counts_page = Reason{"its trap never ends"};
  for (const auto& each : calls::all_calls())
    if (each.name() == call) return opened.count({&each, nullptr}, {}, 100);
  return Reason{"no such call"};
}

TEST(Opened, CountsAllButThePageThatItCannotCount) {
  EXPECT_EQ(beside_the_page("time/libc").value().syscalls, 7U);
  EXPECT_EQ(beside_the_page("time/vsyscall").reason().text, "its trap never ends");
}

}  // namespace
}  // namespace vdsobench::entries
