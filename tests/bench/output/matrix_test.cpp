#include "bench/output/matrix.hpp"

#include <gmock/gmock.h>

#include "bench/sample_measurement.hpp"

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum verdict::Outcome;

std::vector<std::string> names_of(const std::vector<const Row*>& rows) {
  std::vector<std::string> names;
  for (const auto* row : rows) names.push_back(row->name());
  return names;
}

TEST(Matrix, FindsARowByFunctionAndPath) {
  Measurement measurement;
  measurement.rows.push_back(measured("time/libc", userspace, {1}));
  const Matrix matrix(measurement);
  const auto& call = cell("time/libc");
  EXPECT_EQ(matrix.find(*call.function, "libc"), &measurement.rows.front());
  EXPECT_EQ(matrix.find(*call.function, "vdso"), nullptr);
}

TEST(Matrix, TellsWhatIsNowhereFromWhatIsSomewhere) {
  Measurement measurement;
  measurement.rows.push_back(measured("time/libc", userspace, {1}));
  measurement.rows.push_back(missing("time/vsyscall", unavailable, "no page"));
  measurement.rows.push_back(missing("getcpu/libc", unavailable, "no such call"));
  measurement.rows.push_back(missing("getcpu/vsyscall", unavailable, "no page"));
  const Matrix matrix(measurement);
  EXPECT_THAT(matrix.functions, ElementsAre(cell("time/libc").function));
  EXPECT_THAT(matrix.paths, ElementsAre(cell("time/libc").path));
  EXPECT_THAT(names_of(matrix.absent_functions), ElementsAre("getcpu/libc"));
  EXPECT_THAT(names_of(matrix.absent_paths), ElementsAre("time/vsyscall"));
}

TEST(Matrix, DoesNotTakeABlockedCallForAbsent) {
  Measurement measurement;
  measurement.rows.push_back(missing("time/libc", blocked, "a filter"));
  EXPECT_THAT(Matrix(measurement).absent_functions, IsEmpty());
}

}  // namespace
}  // namespace vdsobench::bench
