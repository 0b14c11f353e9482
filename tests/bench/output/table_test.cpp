#include "bench/output/table.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <regex>

#include "bench/displays.hpp"
#include "bench/measure/figure_text.hpp"
#include "bench/measure/summary.hpp"
#include "bench/sample_measurement.hpp"
#include "bench/table_samples.hpp"

namespace vdsobench::bench {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using enum verdict::Outcome;

std::string table_of_sample(const Sample& sample, const Display& display) {
  return table(sample.measurement, sample.verdicts, display);
}

std::string table_of_rows(std::vector<Row> rows) {
  Measurement measurement;
  measurement.rows = std::move(rows);
  return table(measurement, verdicts_of(measurement), wide);
}

// A row is a name and cells, two blanks or more apart: two that touch are none.
const std::regex row_of_cells(
    R"([a-z][a-z_:0-9]*(  +(-?\d+(\.\d+)?( +±\d+(\.\d)?%)?( [usFe])?|(user|KERNEL)( \[\d+\])?|)"
    R"((\d+|\d\.\d\d)x (faster|slower)|~))*)");

bool is_row(const std::string& line) {
  return std::ranges::any_of(guest_sample().measurement.rows, [&](const Row& row) {
    return line.starts_with(std::string(row.finding.evidence.call->function->name) + " ");
  });
}

std::size_t widest_row(const std::string& text) {
  std::size_t widest = 0;
  for (const auto& line : plain_lines(text))
    if (is_row(line)) widest = std::max(widest, display_width(line));
  return widest;
}

void check_shape(const Sample& sample, std::size_t width) {
  const auto text = table_of_sample(sample, {width, false});
  EXPECT_LE(widest_line(text), width) << text;
  EXPECT_EQ(plain_lines(table_of_sample(sample, {width, true})), plain_lines(text));
  std::string rows;
  for (const auto& line : plain_lines(text)) {
    if (!is_row(line)) continue;
    EXPECT_TRUE(std::regex_match(line, row_of_cells)) << line;
    rows += line + "  ";
  }
  for (const auto& row : sample.measurement.rows) {  // columns that no width is without
    const auto& path = row.finding.evidence.call->path->name;
    const auto summary = summarize(row);
    if (!summary || (path != "libc" && path != "syscall")) continue;
    const auto figure = figure_text(summary->value * sample.measurement.ns_per_unit());
    EXPECT_THAT(rows, HasSubstr("  " + figure + " ")) << row.name() << " in\n" << text;
  }
}

TEST(Table, HasWholeFiguresApartAtAnyWidthWithAnyNumberOfDigits) {
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    for (const double ns : {1.8, 25.6, 1119.3, 12345.6})
      check_shape(guest_sample_at([ns] { return ns; }), width);
    check_shape(guest_sample(), width);
  }
}

TEST(Table, HasWholeFiguresApartWhateverTheyAre) {
  std::mt19937 random(17);
  std::uniform_real_distribution<double> exponent(-2, 8);
  std::uniform_int_distribution<std::size_t> width(60, 200);
  for (int i = 0; i < 20; ++i)
    check_shape(guest_sample_at([&] { return std::pow(10, exponent(random)); }), width(random));
}

TEST(Table, ShowsMoreTheWiderTheTerminal) {
  std::size_t before = 0;
  for (const std::size_t width : {60, 80, 100, 120, 200}) {
    const auto now = widest_row(table_of_sample(guest_sample(), {width, false}));
    EXPECT_GT(now, before) << width;
    before = now;
  }
}

TEST(Table, LeavesOutDetailsInAFixedOrderAndSaysSo) {
  const auto left_out = [](std::size_t width) {
    return table_of_sample(guest_sample(), {width, false});
  };
  EXPECT_THAT(left_out(200), Not(HasSubstr("no room")));
  EXPECT_THAT(left_out(120), HasSubstr("no room in 120 columns for insn, tick\n"));
  EXPECT_THAT(left_out(100), HasSubstr("no room in 100 columns for insn, intervals, tick\n"));
  EXPECT_THAT(left_out(80),
              HasSubstr("no room in 80 columns for insn, intervals, vs syscall, tick\n"));
}

TEST(Table, SaysOfEveryFunctionWhereTheLibraryAnswers) {
  const auto text = table_of_sample(guest_sample(), wide);
  EXPECT_THAT(text, testing::ContainsRegex("gettimeofday +25.6 ±[0-9.]+%  user "));
  EXPECT_THAT(text, testing::ContainsRegex("getppid +1031 ±[0-9.]+%  KERNEL .1. "));
}

TEST(Table, FoldsWhatIsNotHereIntoOneLine) {
  const auto text = table_of_rows({measured("time/libc", userspace, {1}),
                                   missing("time/vsyscall", unavailable, "no page"),
                                   missing("getcpu/libc", unavailable, "no such call"),
                                   missing("getcpu/vsyscall", unavailable, "no page")});
  EXPECT_THAT(text, HasSubstr("\nnot here: getcpu [1], */vsyscall [2]\n[2] no page\n"));
  EXPECT_THAT(text, Not(HasSubstr("- [")));
}

TEST(Table, OfNothingThatIsHereIsThatLine) {
  EXPECT_EQ(table_of_rows({missing("time/vsyscall", unavailable, "no page")}),
            "not here: time [1]\n[1] no page\n");
}

TEST(Table, HasOneFootnoteForOneReason) {
  const auto text = table_of_rows(
      {measured("time/syscall", syscall, {80}), missing("time/insn", blocked, "a filter"),
       measured("getcpu/syscall", syscall, {80}), missing("getcpu/insn", blocked, "a filter")});
  EXPECT_THAT(text, HasSubstr("\n[1] a filter\n"));
  EXPECT_THAT(text, Not(HasSubstr("[2]")));
}

TEST(Table, SaysThatAProcessFailed) {
  auto row = measured("time/libc", userspace, {});
  row.figures.emplace_back(Reason{"died of SIGSEGV"});
  EXPECT_THAT(table_of_rows({row}), HasSubstr("[1] died of SIGSEGV"));
}

TEST(Table, HoldsAgainstTheSystemCallWhatIsThere) {
  EXPECT_THAT(table_of_rows(
                  {measured("time/vdso", userspace, {2}), measured("time/syscall", syscall, {88})}),
              HasSubstr("time       2.00 u  44x faster   88.0 s\n"));
  EXPECT_THAT(table_of_rows({measured("time/libc", userspace, {2})}), Not(HasSubstr("vs syscall")));
}

TEST(Table, OfAnExactRunHasWholeNumbersAndNothingElse) {
  auto sample = guest_sample();
  sample.measurement.exact = true;
  const auto text = table_of_sample(sample, wide);
  EXPECT_THAT(text, HasSubstr("\ninstructions "));
  for (const auto* word : {"±", "GHz", "median", "faster", " ns", "."})
    EXPECT_THAT(text.substr(0, text.find("\n[")), Not(HasSubstr(word)));
}

}  // namespace
}  // namespace vdsobench::bench
