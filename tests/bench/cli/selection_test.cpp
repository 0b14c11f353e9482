#include "bench/cli/selection.hpp"

#include <gmock/gmock.h>

#include "bench/exit_status.hpp"

namespace vdsobench::bench {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> selected(std::string filter, std::vector<std::string> paths = {}) {
  std::vector<std::string> names;
  for (const auto* call : select({std::move(filter), std::move(paths)}))
    names.push_back(call->name());
  return names;
}

std::string complaint(std::string filter, std::vector<std::string> paths = {}) {
  try {
    selected(std::move(filter), std::move(paths));
  } catch (const UsageError& error) {
    return error.what();
  }
  return {};
}

TEST(Select, TakesAllButInt80) {
  for (const auto* all : {"", "all"}) {
    EXPECT_THAT(selected(all), Each(Not(EndsWith("/int80"))));
    EXPECT_THAT(selected(all), Contains("tick/insn"));
  }
}

TEST(Select, SearchesNames) {
  EXPECT_THAT(selected("^getcpu/"), ElementsAre("getcpu/libc", "getcpu/vdso", "getcpu/syscall",
                                                "getcpu/insn", "getcpu/vsyscall"));
  EXPECT_THAT(selected("^(time|getcpu)/vdso$"), ElementsAre("time/vdso", "getcpu/vdso"));
}

TEST(Select, TakesWhatFewAskForOnlyWhereAsked) {
  EXPECT_THAT(selected("^getrandom"), Each(Not(HasSubstr("4096"))));
  EXPECT_THAT(selected("^getrandom:4096/(vdso|syscall)"),
              ElementsAre("getrandom:4096/vdso", "getrandom:4096/syscall"));
  std::vector<std::string> names;
  for (const auto* call : select({.filter = "^getrandom:.*/vdso", .paths = {}, .all = true}))
    names.push_back(call->name());
  EXPECT_THAT(names, testing::IsSupersetOf(
                         {"getrandom:4/vdso", "getrandom:32/vdso", "getrandom:4096/vdso"}));
}

TEST(Select, IsTurnedRoundByADash) {
  EXPECT_THAT(selected("-getcpu"), Each(Not(HasSubstr("getcpu"))));
  EXPECT_THAT(selected("-getcpu"), Contains("time/vdso"));
}

TEST(Select, TakesInt80WhereItIsNamed) {
  EXPECT_THAT(selected("^time/int80"), ElementsAre("time/int80"));
  EXPECT_THAT(selected("", {"int80"}), Each(EndsWith("/int80")));
  EXPECT_THAT(selected("-int80"), Each(Not(EndsWith("/int80"))));
}

TEST(Select, KeepsToThePathsAsked) {
  EXPECT_THAT(selected("^time", {"vdso", "libc"}), ElementsAre("time/libc", "time/vdso"));
}

TEST(Select, ComplainsOfWhatMatchesNothing) {
  EXPECT_THAT(complaint("no such call"), HasSubstr("no call matches --filter 'no such call'"));
  EXPECT_THAT(complaint("tick", {"libc"}), HasSubstr("and --paths"));
  EXPECT_THAT(complaint("-."), StartsWith("no call matches"));
}

TEST(Select, ComplainsOfAMalformedFilter) {
  for (const auto* malformed : {"(", "[", "*", "a**", "a{2000}", "-(", "(?P<a>", "\xff"})
    EXPECT_THAT(complaint(malformed), HasSubstr("is no regular expression")) << malformed;
}

TEST(Select, SaysWhichSyntaxThereIsNot) {
  for (const auto* referring : {"(time)/\\1", "(.)\\2", "(?P<x>.)(?P=x)"})
    EXPECT_THAT(complaint(referring), HasSubstr("back-references such as \\1 are not known"));
  for (const auto* looking : {"time(?=/vdso)", "time(?!/vdso)", "(?<=time/)vdso", "(?<!time/)vdso"})
    EXPECT_THAT(complaint(looking), HasSubstr("looking ahead or behind")) << looking;
  for (const auto* other : {"\\q", "(?z)", "(?<", "("})
    EXPECT_THAT(complaint(other), Not(HasSubstr("not known"))) << other;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

// Each took the stack of a library that recurses, or time without end from one that backtracks. No
// name has a Q.
TEST(Select, IsDoneWithAnyFilter) {
  for (const auto& filter :
       {repeated("(", 450) + "Q" + repeated(")", 450),
        repeated("(", 300) + "Q" + repeated("+)", 300), repeated("(x*)*", 100) + "Q",
        std::string("(((.*)*)*)*$Q"), repeated("(.?){0,99}", 90) + "Q", repeated("(Q|", 330),
        repeated("x{1,1000}", 100) + "Q", repeated("(", 90) + "x{10}" + repeated("){10}", 90)})
    EXPECT_THAT(complaint(filter),
                testing::AnyOf(HasSubstr("no call matches"), HasSubstr("is no regular expression")))
        << filter;
}

TEST(Select, ComplainsOfAnUnknownPath) {
  EXPECT_THAT(complaint("", {"vdsp"}),
              HasSubstr("no path 'vdsp'; there are libc, vdso, syscall, insn, vsyscall, int80"));
}

TEST(FindCalls, KeepsTheOrderAsked) {
  const auto found = find_calls({"time/vdso", "getcpu/libc"});
  EXPECT_EQ(found.at(0)->name(), "time/vdso");
  EXPECT_EQ(found.at(1)->name(), "getcpu/libc");
  EXPECT_THROW(find_calls({"time/vdsp"}), UsageError);
}

}  // namespace
}  // namespace vdsobench::bench
