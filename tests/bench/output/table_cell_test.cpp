#include "bench/output/table_cell.hpp"

#include <gtest/gtest.h>

#include "bench/displays.hpp"
#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using verdict::Grade;
using enum verdict::Outcome;

std::string cost(const Row& row, const Display& display = plain) {
  Footnotes footnotes;
  return cost_cell(row, {{}, display, true, true}, footnotes);
}

TEST(CostCell, HasFigureIntervalAndMark) {
  EXPECT_EQ(cost(measured("time/vdso", userspace, {25.6, 25.6})), "25.6 ±0.4% u");
  EXPECT_EQ(cost(measured("time/syscall", syscall, {8, 12})), "10.0 ±318% s");
  EXPECT_EQ(cost(measured("time/vdso", userspace, {25.6})), "25.6       u");
}

TEST(CostCell, IsANoteWhereThereIsNoFigure) {
  EXPECT_EQ(cost(missing("time/vdso", blocked, "a filter")), "x [1]");
  EXPECT_EQ(cost(missing("time/vdso", unavailable, "no page")), "- [1]");
}

TEST(PartsCell, IsOfACallWhosePartsAreKnown) {
  auto row = measured("time/libc", userspace, {25});
  EXPECT_EQ(parts_cell(row), "");
  row.figures.front().value().parts = timing::Parts{3, 11, 11, 0};
  EXPECT_EQ(parts_cell(row), "3+11+11+0");
  EXPECT_EQ(parts_cell(missing("time/libc", unavailable, "no libc")), "");
}

TEST(RatioCell, ClaimsNoDifferenceWithinTheIntervals) {
  const auto at = [](double ns) {
    return measured("time/vdso", userspace, {0.9 * ns, ns, 1.1 * ns});
  };
  const auto one = at(100), near = at(120), far = at(300);
  EXPECT_EQ(ratio_cell(&one, &near), "~");
  EXPECT_EQ(ratio_cell(&one, &far), "3.00x faster");
  EXPECT_EQ(ratio_cell(&far, &one), "3.00x slower");
  EXPECT_EQ(ratio_cell(&one, nullptr), "");
}

// What no vDSO answers has no better way to go.
TEST(CostCell, IsRedOnlyWhereAFallBackIsAFault) {
  EXPECT_EQ(cost(measured("time/vdso", fallback, {1}), coloured),
            toned("1.00       F", Tone::bad, coloured));
  EXPECT_EQ(cost(measured("clock_gettime:thread_cputime/vdso", fallback, {1}), coloured),
            "1.00       F");
}

std::string answers(verdict::Outcome outcome, Grade grade, std::size_t number) {
  const verdict::Verdict verdict = {nullptr, grade, outcome, "", ""};
  return answers_cell({&verdict, {}, number}, plain);
}

TEST(AnswersCell, SaysWhereAndRefersToWhy) {
  EXPECT_EQ(answers(userspace, Grade::good, 0), "user");
  EXPECT_EQ(answers(syscall, Grade::limited, 1), "KERNEL [1]");
  EXPECT_EQ(answers(fallback, Grade::bad, 2), "KERNEL [2]");
  EXPECT_EQ(answers(disagrees, Grade::bad, 3), "wrong [3]");
  EXPECT_EQ(answers(blocked, Grade::bad, 4), "blocked [4]");
  EXPECT_EQ(answers(unconfirmed, Grade::unknown, 5), "unconfirmed [5]");
  EXPECT_EQ(answers(unavailable, Grade::absent, 6), "not here [6]");
}

}  // namespace
}  // namespace vdsobench::bench
