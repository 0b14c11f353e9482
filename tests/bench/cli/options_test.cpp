#include "bench/cli/options.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Options parsed(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "vdsobench");
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  return parse(static_cast<int>(argv.size()), argv.data());
}

/// What the user is told; empty where nothing is wrong.
std::string complaint(const std::vector<std::string>& arguments) {
  try {
    parsed(arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

TEST(Options, RunWithoutACommand) {
  const auto options = parsed({});
  EXPECT_EQ(options.command, Options::Command::run);
  EXPECT_FALSE(options.run.cpu || options.run.processes || options.run.min_time);
  EXPECT_EQ(options.run.format, Format::table);
}

TEST(Options, AreTheSameWithAndWithoutTheWordRun) {
  for (const std::vector<std::string>& command : {std::vector<std::string>{}, {"run"}}) {
    auto arguments = command;
    for (const auto* argument : {"--filter", "time", "--paths", "libc,vdso", "--cpu", "1",
                                 "--processes", "2", "--min-time", "0.5", "--out", "x.json",
                                 "--format", "json", "--color", "never", "--quiet"})
      arguments.emplace_back(argument);
    const auto run = parsed(arguments).run;
    EXPECT_EQ(run.selection.filter, "time");
    EXPECT_THAT(run.selection.paths, ElementsAre("libc", "vdso"));
    EXPECT_EQ(run.cpu, 1);
    EXPECT_EQ(run.processes, 2);
    EXPECT_EQ(run.min_time, 0.5);
    EXPECT_EQ(run.out, "x.json");
    EXPECT_EQ(run.format, Format::json);
    EXPECT_EQ(run.colour, Colour::never);
    EXPECT_TRUE(run.quiet);
  }
}

TEST(Options, KnowTheCommands) {
  EXPECT_EQ(parsed({"run"}).command, Options::Command::run);
  EXPECT_EQ(parsed({"check"}).command, Options::Command::check);
  EXPECT_EQ(parsed({"list", "--paths", "int80"}).command, Options::Command::list);
  EXPECT_EQ(parsed({"inspect"}).command, Options::Command::inspect);
  EXPECT_TRUE(parsed({"list", "--json"}).json);
  EXPECT_TRUE(parsed({"inspect", "--json"}).json);
  EXPECT_THAT(parsed({"list", "--paths", "int80"}).list.paths, ElementsAre("int80"));
}

// Messages tell users to give it: obstacles.cpp.
TEST(Options, OfAllThatCountCanBeVerbose) {
  EXPECT_TRUE(parsed({"--verbose"}).run.verbose);
  EXPECT_TRUE(parsed({"check", "--verbose"}).check.verbose);
}

TEST(Options, TakeAFilterThatBeginsWithADash) {
  EXPECT_EQ(parsed({"--filter=-getcpu"}).run.selection.filter, "-getcpu");
}

TEST(Options, TakeGoogleBenchmarksFlags) {
  const auto options = parsed({"--benchmark_filter=getcpu", "--benchmark_counters_tabular=true"});
  EXPECT_EQ(options.run.selection.filter, "getcpu");
  EXPECT_THAT(options.run.google_benchmark, ElementsAre("--benchmark_counters_tabular=true"));
  EXPECT_EQ(parsed({"run", "--benchmark_repetitions=2"}).run.processes, 2);
}

// One of two values would be lost.
TEST(Options, RefuseWhatIsSaidTwice) {
  for (const std::vector<std::string>& twice :
       {std::vector<std::string>{"--benchmark_out=b", "--out", "c"},
        {"run", "--out", "c", "--benchmark_out=b"},
        {"--filter=x", "run", "--benchmark_filter=time"},
        {"--processes=1", "--benchmark_repetitions=2"},
        {"--min-time=1", "--benchmark_min_time=2s"},
        {"--format=csv", "--benchmark_format=json"},
        {"--color=never", "--benchmark_color=true"}})
    EXPECT_THAT(complaint(twice), HasSubstr("say the same: give one of them"));
  EXPECT_THAT(complaint({"--out", "a", "run", "--out", "b"}), HasSubstr("before and behind 'run'"));
  EXPECT_THAT(complaint({"--quiet", "run", "--quiet"}), "");
  EXPECT_THAT(complaint({"--out", "a", "run", "--quick"}), "");
}

TEST(Options, RefuseAFileWithoutAName) {
  for (const std::vector<std::string>& unnamed :
       {std::vector<std::string>{"--out", ""}, {"--out="}, {"run", "--out", ""}})
    EXPECT_THAT(complaint(unnamed), HasSubstr("--out"));
}

TEST(Options, ComplainInOneLineOfBadInput) {
  const std::vector<std::vector<std::string>> bad = {{"--no-such-flag"},
                                                     {"no-such-command"},
                                                     {"counter", "--calls", "time/vdso"},
                                                     {"run", "stray"},
                                                     {"--cpu", "-1"},
                                                     {"--cpu", "x"},
                                                     {"--cpu"},
                                                     {"--processes", "0"},
                                                     {"--processes", "1.5"},
                                                     {"--min-time", "0"},
                                                     {"--min-time", "-1"},
                                                     {"--min-time", "long"},
                                                     {"--min-time", "nan"},
                                                     {"--min-time", "inf"},
                                                     {"--min-time", "1e9"},
                                                     {"--max-time", "0"},
                                                     {"--max-time", "inf"},
                                                     {"--max-time", "1e300"},
                                                     {"--max-time", "nan"},
                                                     {"--precision", "0"},
                                                     {"--precision", "-1"},
                                                     {"--precision", "inf"},
                                                     {"--precision", "nan"},
                                                     {"--precision", "nan%"},
                                                     {"selftest", "--seconds", "nan"},
                                                     {"selftest", "--seconds", "inf"},
                                                     {"selftest", "--seconds", "0"},
                                                     {"--format", "xml"},
                                                     {"--color", "blue"},
                                                     {"--cpu", "99999999999999"},
                                                     {"--processes", "100000"},
                                                     {"list", "--cpu", "1"},
                                                     {"list", "--format=json"},
                                                     {"inspect", "--filter", "x"},
                                                     {"inspect", "stray"},
                                                     {"list", "inspect"},
                                                     {"check", "--out", "x"},
                                                     {"worker"},
                                                     {"list", "--benchmark_filter=x"},
                                                     {"--benchmark_min_time=0"},
                                                     {"--benchmark_min_time=-1"},
                                                     {"--benchmark_min_time=inf"},
                                                     {"--benchmark_min_time=nan"},
                                                     {"--benchmark_min_time=1e9"},
                                                     {"--benchmark_repetitions=0"},
                                                     {"--benchmark_repetitions=-2"},
                                                     {"--benchmark_repetitions=1001"}};
  for (const auto& arguments : bad) {
    const auto told = complaint(arguments);
    EXPECT_NE(told, "") << testing::PrintToString(arguments);
    EXPECT_EQ(std::ranges::count(told, '\n'), 0) << told;
  }
}

TEST(Options, RefuseWhatStandsBeforeACommandAndWouldBeIgnored) {
  const std::vector<std::vector<std::string>> ignored = {{"--confirm", "seccomp", "check"},
                                                         {"--cpu", "3", "selftest"},
                                                         {"--filter", "x", "list"},
                                                         {"--quiet", "inspect"},
                                                         {"--benchmark_filter=x", "check"}};
  for (const auto& arguments : ignored) {
    const auto told = complaint(arguments);
    EXPECT_THAT(told, HasSubstr(arguments.front())) << testing::PrintToString(arguments);
    EXPECT_THAT(told, HasSubstr("vdsobench " + arguments.back() + " --help"));
  }
}

TEST(Options, MayStandBeforeTheWordRun) {
  const auto options = parsed({"--cpu", "3", "--benchmark_filter=x", "run", "--quiet"}).run;
  EXPECT_EQ(options.cpu, 3);
  EXPECT_EQ(options.selection.filter, "x");
  EXPECT_TRUE(options.quiet);
}

TEST(Options, SayWhatTheLimitsAre) {
  EXPECT_THAT(complaint({"--min-time", "0"}), HasSubstr("--min-time takes more than 0"));
  EXPECT_THAT(complaint({"--benchmark_min_time=-1"}), HasSubstr("up to 3600"));
  EXPECT_THAT(complaint({"--max-time", "1e300"}), HasSubstr("up to 86400"));
  EXPECT_THAT(complaint({"--precision", "0%"}), HasSubstr("up to 100 %"));
}

struct Mistake {
  std::vector<std::string> arguments;
  std::string complaint;
};

TEST(Options, SayInTheUsersWordsWhatIsTaken) {
  for (const auto& [arguments, words] : std::vector<Mistake>{
           {{"--cpu", "1-2"}, "--cpu: takes one CPU by its number, such as 3, not '1-2'"},
           {{"--format", "yaml"}, "--format: takes console, csv, json or table, not 'yaml'"},
           {{"--color", "blue"}, "--color: takes always, auto or never, not 'blue'"},
           {{"check", "--confirm", "x"},
            "--confirm: takes auto, ebpf, off, perf or seccomp, not 'x'"},
           {{"--precision", "abc"}, "--precision: takes a number such as 0.5%, not 'abc'"},
           {{"--precision", "0.1%"}, "--precision takes 0.3 % or more"},
           {{"--wait-quiet", "ten"}, "--wait-quiet: takes a time such as 30s or 10m, not 'ten'"},
           {{"--threads", "1,x"}, "--threads: takes a whole number such as 1,2,4, not 'x'"},
           {{"chek"}, "unknown argument 'chek': did you mean 'check'?"},
           {{"--filtre", "x"}, "unknown argument '--filtre': did you mean '--filter'?"},
           {{"compare"}, "unknown argument 'compare': that is scripts/compare.py"},
           {{"help"}, "that is vdsobench --help"},
           {{"-V"}, "that is vdsobench --version"},
           {{"check", "--filter", "x"}, "check knows no --filter (see vdsobench check --help)"},
           {{"check", "--requires", "x"}, "check knows no --requires: did you mean '--require'?"}})
    EXPECT_THAT(complaint(arguments), HasSubstr(words));
}

TEST(Options, NameTheArgumentThatTheyDoNotKnow) {
  EXPECT_THAT(complaint({"--no-such-flag"}), HasSubstr("--no-such-flag"));
  EXPECT_THAT(complaint({"--format", "xml"}), HasSubstr("xml"));
  EXPECT_THAT(complaint({"--cpu", "many"}), HasSubstr("--cpu"));
}

}  // namespace
}  // namespace vdsobench::bench
