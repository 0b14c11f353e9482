#include "calls/known.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <set>
#include <string>

#include "calls/arguments.hpp"

namespace vdsobench::calls {
namespace {

int leading_number(std::string_view name) {
  int number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return number;
}

TEST(ReferenceSequences, HaveAsManyInstructionsAsTheyAreNamedAfter) {
  for (const auto& sequence : reference_sequences())
    EXPECT_EQ(sequence.instructions, leading_number(sequence.name)) << sequence.name;
}

TEST(ReferenceSequences, BeginWithNothingAndAreAllDifferent) {
  EXPECT_EQ(reference_sequences().front().name, "nothing");
  std::set<Loop> loops;
  for (const auto& sequence : reference_sequences()) loops.insert(sequence.loop);
  EXPECT_EQ(loops.size(), reference_sequences().size());
}

TEST(ReferenceSequences, ComeToAnEnd) {
  const Arguments arguments;
  for (const auto& sequence : reference_sequences()) sequence.loop(1000, {}, arguments);
}

}  // namespace
}  // namespace vdsobench::calls
