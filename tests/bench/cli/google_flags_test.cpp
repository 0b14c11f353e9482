#include "bench/cli/google_flags.hpp"

#include <fmt/format.h>
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
  for (const auto* no : {"false", "False", "0", "no", "off", "f", "N"})
    EXPECT_FALSE(taken(fmt::format("--benchmark_list_tests={}", no)).only_names) << no;
}

TEST(GoogleFlags, GoToTheLibraryWhereTheyAreItsBusiness) {
  EXPECT_THAT(taken("--benchmark_counters_tabular=true").google_benchmark,
              ElementsAre("--benchmark_counters_tabular=true"));
}

TEST(GoogleFlags, AreRefusedWhereTheyCannotDoWhatTheySay) {
  for (const auto* argument :
       {"--benchmark_report_aggregates_only=true", "--benchmark_report_aggregates_only",
        "--benchmark_display_aggregates_only=1", "--benchmark_min_warmup_time=1",
        "--benchmark_out_format=csv", "--benchmark_out_format=console", "--benchmark_time_unit=ms",
        "--benchmark_time_unit", "--benchmark_perf_counters=CYCLES", "--benchmark_dry_run",
        "--benchmark_dry_run=yes"})
    EXPECT_THROW(taken(argument), UsageError) << argument;
  for (const auto* harmless :
       {"--benchmark_report_aggregates_only=false", "--benchmark_display_aggregates_only=false",
        "--benchmark_report_aggregates_only=0", "--benchmark_min_warmup_time=0",
        "--benchmark_out_format=json", "--benchmark_time_unit=ns",
        "--benchmark_perf_counters=", "--benchmark_dry_run=off"})
    EXPECT_THAT(taken(harmless).google_benchmark, ElementsAre(harmless));
}

// Calls are interleaved in any case; told of that, the library would shuffle the rows.
TEST(GoogleFlags, KeepTheOrderOfRows) {
  EXPECT_TRUE(taken("--benchmark_enable_random_interleaving=true").google_benchmark.empty());
}

TEST(GoogleFlags, SetTheColourOfEverything) {
  EXPECT_EQ(taken("--benchmark_color=false").colour, Colour::never);
  EXPECT_EQ(taken("--benchmark_color=no").colour, Colour::never);
  EXPECT_EQ(taken("--benchmark_color=true").colour, Colour::always);
  EXPECT_EQ(taken("--benchmark_color=auto").colour, Colour::automatic);
}

TEST(GoogleFlags, HaveNamesOfOurOwn) {
  EXPECT_EQ(own_flag("--benchmark_out=x"), "--out");
  EXPECT_EQ(own_flag("--benchmark_repetitions=1"), "--processes");
  EXPECT_EQ(own_flag("--benchmark_counters_tabular=true"), "");
  EXPECT_EQ(own_flag("--benchmark_output"), "");
}

TEST(GoogleFlags, AddToTheContextWithoutTakingAnythingsPlace) {
  constexpr auto harmless = "--benchmark_context=host=a,purpose=b";
  EXPECT_THAT(taken(harmless).google_benchmark, ElementsAre(harmless));
  for (const auto* pairs : {"vdsobench.schema=9", "a=b,caches=1", "date=today", "x", "=x", "a=b=c"})
    EXPECT_THROW(taken(fmt::format("--benchmark_context={}", pairs)), UsageError) << pairs;
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
