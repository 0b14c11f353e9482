#include "bench/output/saved_result.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "bench/exit_status.hpp"
#include "bench/measure/judgement.hpp"
#include "temp_dir.hpp"

namespace vdsobench::bench {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

json row(const char* name, int process = 0, double ns = 20) {
  return {{"name", name},        {"run_type", "iteration"}, {"repetition_index", process},
          {"real_time", ns},     {"time_unit", "ns"},       {"label", "userspace"},
          {"quiet", 0.5},        {"state1_ns", ns},         {"state1_share", 0.75},
          {"state2_ns", 2 * ns}, {"state2_share", 0.25}};
}

json document(std::vector<json> rows) {
  return {{"context",
           {{"vdsobench.schema", "2"},
            {"vdsobench.core_hz", "2000000000"},
            {"vdsobench.quiet", "0.25"}}},
          {"benchmarks", std::move(rows)}};
}

class SavedResultTest : public testing::Test {
 protected:
  std::string file(const std::string& text) {
    folder_.write("result.json", text);
    return folder_.root().at("result.json").string();
  }
  SavedResult read(const json& made) { return read_result(file(made.dump())); }
  std::string refused(const std::string& text) {
    try {
      (void)read_result(file(text));
    } catch (const UsageError& error) {
      return error.what();
    }
    return "it was not refused";
  }

 private:
  TempDir folder_;
};

TEST_F(SavedResultTest, HasRowsInTheOrderOfTheProgram) {
  const auto found = read(document(
      {row("time/vdso"), row("gettimeofday/vdso"), row("time/vdso", 1, 22), row("nothing/vdso")}));
  ASSERT_THAT(found.measurement.rows, SizeIs(2));
  EXPECT_EQ(found.measurement.rows[0].name(), "gettimeofday/vdso");
  ASSERT_THAT(found.measurement.rows[1].figures, SizeIs(2));
  EXPECT_DOUBLE_EQ(found.measurement.rows[1].figures[1].value().headline, 44);  // cycles
  EXPECT_EQ(found.unknown, 1);
  EXPECT_EQ(quiet_share(found.measurement), 0.25);
}

TEST_F(SavedResultTest, HasStates) {
  const auto found = read(document({row("time/vdso")}));
  const auto& figures = found.measurement.rows[0].figures[0].value();
  ASSERT_THAT(figures.states, SizeIs(2));
  EXPECT_DOUBLE_EQ(figures.states[1].cost, 80);
  auto rare = row("time/vdso");
  rare.erase("state1_ns");  // too rare to be named
  rare.erase("state1_share");
  const auto again = read(document({rare}));
  const auto& states = again.measurement.rows[0].figures[0].value().states;
  ASSERT_THAT(states, SizeIs(2));
  EXPECT_DOUBLE_EQ(states[0].cost, 40);
}

TEST_F(SavedResultTest, WithoutAVerdictItIsWhatOutcomesSay) {
  const auto found = read(document({row("time/libc")}));
  EXPECT_FALSE(found.told.explained);
  ASSERT_THAT(found.told.verdicts, SizeIs(1));
  EXPECT_EQ(found.told.verdicts[0].grade, verdict::Grade::good);
}

TEST_F(SavedResultTest, AProcessThatFailedIsAReason) {
  auto failed = row("time/vdso", 1);
  failed["error_occurred"] = true;
  failed["error_message"] = "\033[2Jdied";
  const auto found = read(document({row("time/vdso"), failed}));
  ASSERT_THAT(found.measurement.rows[0].figures, SizeIs(2));
  EXPECT_EQ(found.measurement.rows[0].figures[1].reason().text, " [2Jdied");
}

TEST_F(SavedResultTest, RefusesWhatIsNoResult) {
  EXPECT_THAT(refused(""), HasSubstr("is empty"));
  EXPECT_THAT(refused("{"), HasSubstr("is not JSON"));
  EXPECT_THAT(refused(R"({"a": 1e999})"), HasSubstr("is not JSON"));
  EXPECT_THAT(refused("[]"), HasSubstr("not a result"));
  EXPECT_THAT(refused(R"({"context": {}})"), HasSubstr("not of vdsobench"));
  EXPECT_THAT(refused(R"({"context": {"vdsobench.anatomy_schema": "1"}})"), HasSubstr("anatomy"));
  EXPECT_THAT(refused(R"({"context": {"vdsobench.schema": "3"}})"), HasSubstr("newer"));
  EXPECT_THAT(refused(R"({"context": {"vdsobench.schema": 2}})"), HasSubstr("should be text"));
  EXPECT_THAT(refused(R"({"context": {"vdsobench.schema": "2"}})"), HasSubstr("no list"));
  EXPECT_THAT(refused(document({}).dump()), HasSubstr("no calls"));
  EXPECT_THAT(refused(document({row("x/y")}).dump()), HasSubstr("no calls"));
  EXPECT_THAT(refused(std::string(100'000, '[')), HasSubstr("nested too deeply"));
  EXPECT_THROW((void)read_result("/nonexistent"), UsageError);
  EXPECT_THROW((void)read_result("/"), UsageError);
  EXPECT_THROW((void)read_result("/dev/zero"), UsageError);
}

struct Change {
  const char* key;
  json value;
  const char* said;
};

TEST_F(SavedResultTest, RefusesRowsThatNoRunWrites) {
  const std::vector<Change> changes = {{"name", 1, "'name' is no text"},
                                       {"name", "time/vdso/threads:0", "no number of threads"},
                                       {"name", "time/vdso/threads:9999999999", "no number"},
                                       {"label", "fine", "is unknown"},
                                       {"label", 1, "no text"},
                                       {"real_time", "1", "is no number"},
                                       {"real_time", nullptr, "is no number"},
                                       {"real_time", 1e300, "absurd"},
                                       {"time_unit", "s", "not ns"},
                                       {"quiet", {1}, "is no number"},
                                       {"state1_share", "x", "is no number"},
                                       {"error_occurred", 1, "neither true nor false"}};
  for (const auto& [key, value, said] : changes) {
    auto changed = row("time/vdso");
    changed[key] = value;
    EXPECT_THAT(refused(document({changed}).dump()), HasSubstr(said)) << key;
  }
  auto bare = row("time/vdso");
  bare.erase("real_time");
  EXPECT_THAT(refused(document({bare}).dump()), HasSubstr("without 'real_time'"));
  EXPECT_THAT(refused(document({json(1)}).dump()), HasSubstr("not an object"));
}

TEST_F(SavedResultTest, EveryCallHasTheSameNumbersOfThreads) {
  const auto found = read(document({row("time/vdso/threads:2"), row("time/vdso/threads:1"),
                                    row("getcpu/vdso/threads:1"), row("getcpu/vdso/threads:2")}));
  ASSERT_THAT(found.measurement.rows, SizeIs(4));
  EXPECT_EQ(found.measurement.rows[0].threads, 1);
  EXPECT_THAT(refused(document({row("time/vdso/threads:2"), row("getcpu/vdso/threads:1")}).dump()),
              HasSubstr("different numbers of threads"));
  EXPECT_THAT(refused(document({row("time/vdso"), row("getcpu/vdso/threads:1")}).dump()),
              HasSubstr("different numbers of threads"));
}

}  // namespace
}  // namespace vdsobench::bench
