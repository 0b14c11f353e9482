#include "bench/cli/flags.hpp"

#include <gmock/gmock.h>

#include <string>

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;

// What a command line means to the flags of one command.
template <class Options>
Options read(const std::string& line) {
  CLI::App app;
  Options options;
  add_flags(app, options);
  app.parse(line);
  return options;
}

TEST(Flags, OfARunGoWhereTheyBelong) {
  const auto run = read<RunOptions>(
      "--filter getcpu --paths vdso,insn --cpu 3 --processes 4 --min-time 0.5 --max-time 9 "
      "--threads 1,2,4 --out a.json --format csv --color never --confirm perf");
  EXPECT_EQ(run.selection.filter, "getcpu");
  EXPECT_THAT(run.selection.paths, ElementsAre("vdso", "insn"));
  EXPECT_EQ(run.cpu, 3);
  EXPECT_EQ(run.processes, 4);
  EXPECT_EQ(run.min_time, 0.5);
  EXPECT_EQ(run.max_time, 9);
  EXPECT_THAT(run.threads, ElementsAre(1, 2, 4));
  EXPECT_EQ(run.out, "a.json");
  EXPECT_EQ(run.format, Format::csv);
  EXPECT_EQ(run.colour, Colour::never);
  EXPECT_EQ(run.confirm, entries::Method::perf);
}

TEST(Flags, ThatAreOnOrOffAreOffAtFirst) {
  const auto none = read<RunOptions>("");
  EXPECT_FALSE(none.quick || none.exact || none.latency || none.quiet || none.verbose);
  const auto all = read<RunOptions>("--quick --exact --latency --quiet --verbose");
  EXPECT_TRUE(all.quick && all.exact && all.latency && all.quiet && all.verbose);
}

TEST(Flags, TakeAPrecisionWithAndWithoutItsSign) {
  EXPECT_EQ(read<RunOptions>("--precision 0.5%").precision, 0.5);
  EXPECT_EQ(read<RunOptions>("--precision 0.5").precision, 0.5);
}

TEST(Flags, KnowEveryWayToCount) {
  for (const auto method : entries::all_methods) {
    const auto check = read<CheckOptions>("--confirm " + std::string(entries::name_of(method)));
    EXPECT_EQ(check.confirm, method);
  }
}

TEST(Flags, RefuseWordsThatTheyDoNotKnow) {
  EXPECT_THROW(read<RunOptions>("--format xml"), CLI::ParseError);
  EXPECT_THROW(read<RunOptions>("--cpu -1"), CLI::ParseError);
  EXPECT_THROW(read<CheckOptions>("--confirm guess"), CLI::ParseError);
  EXPECT_THROW(read<SelftestOptions>("--color blue"), CLI::ParseError);
}

TEST(Flags, OfATraceeAreAllRequired) {
  const auto tracee = read<TraceeOptions>("--calls a,b --iterations 5 --port /dev/ttyS1");
  EXPECT_THAT(tracee.calls, ElementsAre("a", "b"));
  EXPECT_EQ(tracee.n, 5U);
  EXPECT_EQ(tracee.port, "/dev/ttyS1");
  EXPECT_THROW(read<TraceeOptions>("--calls a --iterations 5"), CLI::RequiredError);
}

}  // namespace
}  // namespace vdsobench::bench
