#include "bench/cli/google_flags.hpp"

#include <gmock/gmock.h>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;

RunOptions taken(std::string_view argument) {
  RunOptions options;
  take_google_flag(argument, options);
  return options;
}

TEST(GoogleFlags, AreToldFromOthers) {
  EXPECT_TRUE(is_google_flag("--benchmark_filter=x"));
  EXPECT_TRUE(is_google_flag("--benchmark_list_tests"));
  EXPECT_TRUE(is_google_flag("--v=1"));
  EXPECT_FALSE(is_google_flag("--filter=x"));
  EXPECT_FALSE(is_google_flag("--verbose"));
  EXPECT_FALSE(is_google_flag("benchmark_filter"));
}

TEST(GoogleFlags, MeanTheSameAsOurOwn) {
  EXPECT_EQ(taken("--benchmark_filter=time").selection.filter, "time");
  EXPECT_EQ(taken("--benchmark_filter=a=b").selection.filter, "a=b");
  EXPECT_EQ(taken("--benchmark_min_time=0.25").min_time, 0.25);
  EXPECT_EQ(taken("--benchmark_min_time=0.25s").min_time, 0.25);
  EXPECT_EQ(taken("--benchmark_repetitions=3").processes, 3);
  EXPECT_EQ(taken("--benchmark_out=file.json").out, "file.json");
  EXPECT_EQ(taken("--benchmark_format=csv").format, Format::csv);
  EXPECT_EQ(taken("--benchmark_format=json").format, Format::json);
  EXPECT_EQ(taken("--benchmark_format=console").format, Format::console);
}

TEST(GoogleFlags, AskForNamesOnly) {
  EXPECT_TRUE(taken("--benchmark_list_tests").only_names);
  EXPECT_TRUE(taken("--benchmark_list_tests=true").only_names);
  EXPECT_FALSE(taken("--benchmark_list_tests=false").only_names);
}

TEST(GoogleFlags, GoToTheLibraryWhereTheyAreItsBusiness) {
  EXPECT_THAT(taken("--benchmark_counters_tabular=true").google_benchmark,
              ElementsAre("--benchmark_counters_tabular=true"));
}

TEST(GoogleFlags, AreRefusedWhereTheyCannotDoWhatTheySay) {
  for (const auto* argument :
       {"--benchmark_report_aggregates_only=true", "--benchmark_report_aggregates_only",
        "--benchmark_display_aggregates_only=1", "--benchmark_min_warmup_time=1",
        "--benchmark_out_format=csv", "--benchmark_out_format=console"})
    EXPECT_THROW(taken(argument), UsageError) << argument;
  for (const auto* harmless :
       {"--benchmark_report_aggregates_only=false", "--benchmark_display_aggregates_only=false",
        "--benchmark_min_warmup_time=0", "--benchmark_out_format=json"})
    EXPECT_THAT(taken(harmless).google_benchmark, ElementsAre(harmless));
}

TEST(GoogleFlags, RefuseWhatMakesNoSense) {
  for (const auto* argument :
       {"--benchmark_min_time=", "--benchmark_min_time=x", "--benchmark_min_time=5x",
        "--benchmark_repetitions=1.5", "--benchmark_repetitions=99999999999",
        "--benchmark_format=xml", "--benchmark_format"})
    EXPECT_THROW(taken(argument), UsageError) << argument;
}

}  // namespace
}  // namespace vdsobench::bench
