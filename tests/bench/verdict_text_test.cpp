#include "bench/verdict_text.hpp"

#include <gmock/gmock.h>

#include <fmt/format.h>

#include <sstream>

#include "calls/functions.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using verdict::Grade;
using verdict::Outcome;
using verdict::Verdict;

std::string text_of(const std::vector<Verdict>& verdicts) {
  return verdict_text(verdicts, {.mappings = {}, .vdso = Reason{"none"}}, false);
}

TEST(VerdictText, SaysTheSameReasonOnce) {
  const auto* one = &calls::functions[0];
  const auto* other = &calls::functions[1];
  const auto text = text_of({{one, Grade::bad, Outcome::fallback, "of hpet", "change it"},
                             {other, Grade::bad, Outcome::fallback, "of hpet", "change it"}});
  EXPECT_THAT(text, HasSubstr(fmt::format("SLOW PATH: {}, {}\n    why: of hpet\n    do:  change it",
                                          one->name, other->name)));
}

TEST(VerdictText, FitsATerminalAndLeavesNoFunctionOut) {
  std::vector<Verdict> verdicts;
  for (const auto& function : calls::functions)
    verdicts.push_back({&function, Grade::good, Outcome::userspace, "", ""});
  const std::string text = text_of(verdicts);
  for (const auto& function : calls::functions)
    EXPECT_THAT(text, HasSubstr(std::string(function.name)));
  std::istringstream lines(text.substr(0, text.find("note:")));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100) << line;
}

}  // namespace
}  // namespace vdsobench::bench
