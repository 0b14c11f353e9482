#include "bench/output/verdict_text.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "bench/table_samples.hpp"
#include "calls/functions.hpp"

namespace vdsobench::bench {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using verdict::Grade;
using verdict::Outcome;
using verdict::Verdict;

std::string text_of(const std::vector<Verdict>& verdicts, std::size_t width = 100,
                    Numbers numbers = Numbers::hidden) {
  const std::array notes = {
      std::string("the vsyscall page is emulated in so many words that they "
                  "fill a line and more, in which they are broken")};
  return verdict_text(verdicts, notes, {width, false}, numbers);
}

TEST(VerdictText, SaysTheSameReasonOnce) {
  const auto* one = &calls::functions[0];
  const auto* other = &calls::functions[1];
  const auto text = text_of({{one, Grade::bad, Outcome::fallback, "of hpet", "change it"},
                             {other, Grade::bad, Outcome::fallback, "of hpet", "change it"}});
  EXPECT_THAT(text, HasSubstr(fmt::format("SLOW PATH: {}, {}\n    why: of hpet\n    do:  change it",
                                          one->name, other->name)));
}

TEST(VerdictText, CallsNothingSlowThatIsDeniedOrWrong) {
  const auto* function = &calls::functions[0];
  const auto text = text_of({{function, Grade::bad, Outcome::blocked, "a filter", "allow it"},
                             {function, Grade::bad, Outcome::disagrees, "says 7", "report it"}});
  EXPECT_THAT(text, AllOf(HasSubstr("BLOCKED: "), HasSubstr("WRONG ANSWER: ")));
  EXPECT_THAT(text, Not(HasSubstr("SLOW PATH")));
}

TEST(VerdictText, FitsATerminalAndLeavesNoFunctionOut) {
  std::vector<Verdict> verdicts;
  for (const auto& function : calls::functions)
    verdicts.push_back({&function, Grade::good, Outcome::userspace, "why so in many words", ""});
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    const std::string text = text_of(verdicts, width);
    for (const auto& function : calls::functions)
      EXPECT_THAT(text, HasSubstr(std::string(function.name)));
    EXPECT_LE(widest_line(text), std::min<std::size_t>(width, 100)) << text;
  }
}

// Whoever copies a command copies all of it.
TEST(VerdictText, LeavesACommandInOnePiece) {
  const std::string command = "echo tsc | sudo tee " + std::string(100, 'x');
  EXPECT_THAT(text_of({{&calls::functions[0], Grade::bad, Outcome::fallback, "hpet", command}}, 80),
              HasSubstr("    do:  " + command + "\n"));
}

TEST(VerdictText, HasALineForEachStepAndWrapsAllButCommands) {
  const std::string command = "sudo dmesg | grep " + std::string(100, 'x');
  const std::string remedy =
      command + "\nfor good: boot without " + std::string(60, 'y') + " again";
  EXPECT_THAT(text_of({{&calls::functions[0], Grade::bad, Outcome::fallback, "hpet", remedy}}, 80),
              HasSubstr("    do:  " + command + "\n         for good: boot without\n         " +
                        std::string(60, 'y') + " again\n"));
}

TEST(VerdictText, NumbersReasonsWhereATableRefersToThem) {
  const std::vector<Verdict> verdicts = {
      {&calls::functions[0], Grade::good, Outcome::userspace, "", ""},
      {&calls::functions[1], Grade::bad, Outcome::fallback, "of hpet", "change it"},
      {&calls::functions[2], Grade::inherent, Outcome::syscall, "no vDSO", ""}};
  EXPECT_THAT(text_of(verdicts, 80, Numbers::shown),
              AllOf(HasSubstr("\nstays in user space: "), HasSubstr("\n[1] SLOW PATH: "),
                    HasSubstr("\n[2] enters the kernel everywhere: ")));
  EXPECT_THAT(text_of(verdicts), Not(HasSubstr("[1]")));
  EXPECT_EQ(grouped(verdicts).back().number, 2U);
}

TEST(VerdictText, HasNoHeadingWithoutAVerdict) {
  EXPECT_THAT(text_of({}), testing::StartsWith("note: "));
}

}  // namespace
}  // namespace vdsobench::bench
