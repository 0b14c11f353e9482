#include "entries/proof.hpp"

#include <gmock/gmock.h>

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
  const auto proved = prove(counter, {});
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

}  // namespace
}  // namespace vdsobench::entries
