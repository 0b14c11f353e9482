#include "bench/output/verdict_json.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

Told told_of(const Sample& sample) { return {sample.verdicts, {"a note", "another"}}; }

TEST(VerdictJson, IsReadAsItWasWritten) {
  auto sample = guest_sample();
  const auto told = told_of(sample);
  const auto read = read_verdict(verdict_json(told, sample.measurement), sample.measurement);
  ASSERT_TRUE(read) << read.reason().text;
  ASSERT_THAT(read.value().verdicts, SizeIs(told.verdicts.size()));
  for (std::size_t i = 0; i < told.verdicts.size(); ++i) {
    const auto &wrote = told.verdicts[i], &found = read.value().verdicts[i];
    EXPECT_EQ(found.function, wrote.function);
    EXPECT_EQ(found.grade, wrote.grade);
    EXPECT_EQ(found.outcome, wrote.outcome);
    EXPECT_EQ(found.reason, wrote.reason);
    EXPECT_EQ(found.remedy, wrote.remedy);
  }
  EXPECT_EQ(read.value().notes, told.notes);
}

TEST(VerdictJson, SaysEachReasonOnce) {
  const auto sample = guest_sample();
  const auto written = json::parse(verdict_json(told_of(sample), sample.measurement));
  EXPECT_LT(written.at("functions").size(), sample.verdicts.size());
  EXPECT_EQ(written.at("functions").at(0).at("grade"), "good");
}

TEST(VerdictJson, HasTheReasonsOfCallsThatWork) {
  Measurement measurement;
  measurement.rows.push_back(measured("time/vdso", verdict::Outcome::disagrees, {1.0}));
  measurement.rows.back().finding.reason = "is a second late";
  measurement.rows.push_back(missing("time/syscall", verdict::Outcome::blocked, "a filter"));
  const auto written = verdict_json({}, measurement);
  EXPECT_THAT(written, HasSubstr("is a second late"));
  EXPECT_EQ(written.find("a filter"), std::string::npos);  // which its own row says
  measurement.rows.front().finding.reason = "";
  ASSERT_TRUE(read_verdict(written, measurement));
  EXPECT_EQ(measurement.rows.front().finding.reason, "is a second late");
}

class Hostile : public testing::TestWithParam<const char*> {};

TEST_P(Hostile, IsAReason) {
  Measurement measurement;
  EXPECT_FALSE(read_verdict(GetParam(), measurement));
}

INSTANTIATE_TEST_SUITE_P(
    VerdictJson, Hostile,
    testing::Values(
        "", "{", "[]", "1", "{}", R"({"functions":[],"calls":[]})",
        R"({"functions":1,"calls":[],"notes":[]})", R"({"functions":[{}],"calls":[],"notes":[]})",
        R"({"functions":[{"functions":["time"],"grade":"x","outcome":"userspace",)"
        R"("reason":"","remedy":""}],"calls":[],"notes":[]})",
        R"({"functions":[],"calls":[{"reason":1,"calls":["time/vdso"]}],"notes":[1]})"));

TEST(VerdictJson, ShowsNoEscapeSequences) {
  Measurement measurement;
  const auto read = read_verdict(
      R"({"functions":[{"functions":["time","none"],"grade":"bad","outcome":"syscall",)"
      R"("reason":"\u001b[31mred","remedy":"a\nb\u202e"}],"calls":[],"notes":["\u001b]0;x"]})",
      measurement);
  ASSERT_TRUE(read);
  ASSERT_THAT(read.value().verdicts, SizeIs(1));  // the other function is unknown
  EXPECT_EQ(read.value().verdicts[0].reason, " [31mred");
  EXPECT_EQ(read.value().verdicts[0].remedy, "a\nb ");
  EXPECT_EQ(read.value().notes[0], " ]0;x");
}

TEST(VerdictJson, IsOfABoundedLength) {
  Measurement measurement;
  EXPECT_FALSE(read_verdict(std::string(200'000, ' ') + "{}", measurement));
}

}  // namespace
}  // namespace vdsobench::bench
