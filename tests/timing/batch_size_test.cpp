#include "timing/batch_size.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>

#include "calls/known.hpp"

namespace vdsobench::timing {

namespace {

calls::BoundLoop known(std::string_view name) {
  for (const auto& sequence : calls::reference_sequences())
    if (sequence.name == name) return {sequence.loop, {}};
  return {};
}

TEST(BatchSize, IsAPowerOfTwoThatIsTheGreaterTheLessACallTakes) {
  const std::array loops = {known("10 nops"), known("100 dependent adds")};
  const auto sizes = batch_sizes(loops, {});
  ASSERT_EQ(sizes.size(), 2U);
  for (const auto size : sizes) EXPECT_TRUE(std::has_single_bit(size)) << size;
  EXPECT_GT(sizes[0], sizes[1]);
}

}  // namespace

}  // namespace vdsobench::timing
