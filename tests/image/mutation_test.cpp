// Whatever is done to an image, what the parser makes of it holds together. Run under
// AddressSanitizer these tests also show that nothing outside of the image is read: every image
// lies in a buffer of exactly its own size.

#include <gtest/gtest.h>

#include <algorithm>

#include "image/sample.hpp"
#include "image/symbols.hpp"

namespace vdsobench::image {
namespace {

bool lies_inside(const Symbol& symbol, std::uint64_t size) {
  return symbol.offset <= size && symbol.size <= size - symbol.offset;
}

/// Parses, looks everything up, and says how many functions there were.
std::size_t exercise(const std::vector<std::byte>& image) {
  const auto table = SymbolTable::parse(image);
  if (!table) {
    EXPECT_FALSE(table.reason().text.empty());
    return 0;
  }
  const auto all = table.value().all();
  for (const auto& symbol : all) {
    EXPECT_TRUE(lies_inside(symbol, image.size())) << symbol.name;
    const auto found = table.value().find(symbol.name, symbol.version);
    EXPECT_TRUE(!found || found->name == symbol.name) << symbol.name;
  }
  return all.size();
}

class Mutated : public testing::TestWithParam<std::string> {
 protected:
  const Sample sample{GetParam()};
};

/// The code comes last in a sample's segment: all that is cut off after it is of no use.
TEST_P(Mutated, TruncatedAtAnyLengthIsRefusedUnlessItIsWhole) {
  const auto functions = sample.parse().value().all();
  const auto needed = functions.back().offset + functions.back().size;
  for (std::size_t size = 0; size <= sample.bytes.size(); ++size) {
    const std::vector<std::byte> cut(sample.bytes.data(), sample.bytes.data() + size);
    ASSERT_EQ(exercise(cut), size < needed ? 0U : functions.size()) << size;
  }
}

TEST_P(Mutated, AnyByteChangedKeepsWhatIsFoundInside) {
  const auto code_begin = sample.parse().value().all().front().offset;
  for (std::size_t at = 0; at < code_begin; ++at) {
    auto image = sample.bytes;
    for (const int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
      image[at] = std::byte{static_cast<unsigned char>(value)};
      exercise(image);
    }
    ASSERT_FALSE(HasFailure()) << "byte " << at;
  }
}

/// Nothing in an image may be read as if it were aligned.
TEST_P(Mutated, AtAnyAlignmentGivesTheSame) {
  const auto expected = sample.parse().value().all().size();
  for (std::size_t shift = 0; shift < 8; ++shift) {
    std::vector<std::byte> shifted(shift + sample.bytes.size());
    std::ranges::copy(sample.bytes, shifted.begin() + static_cast<std::ptrdiff_t>(shift));
    const auto table = SymbolTable::parse(std::span(shifted).subspan(shift));
    ASSERT_TRUE(table) << table.reason().text;
    EXPECT_EQ(table.value().all().size(), expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, Mutated, testing::ValuesIn(every_sample()), by_name);

}  // namespace
}  // namespace vdsobench::image
