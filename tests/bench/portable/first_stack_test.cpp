#include "bench/portable/first_stack.hpp"

#include <gmock/gmock.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <map>

namespace vdsobench {
namespace {

using testing::Contains;
using testing::Pair;

/// What a program finds there.
struct Found {
  std::vector<std::string> arguments, environment;
  std::multimap<std::uint64_t, std::uint64_t> vector;
};

std::vector<std::string> texts(const std::uint64_t*& word) {
  std::vector<std::string> all;
  for (; *word != 0; ++word) all.emplace_back(reinterpret_cast<const char*>(*word));
  ++word;
  return all;
}

Found read(std::uintptr_t stack) {
  const auto* word = reinterpret_cast<const std::uint64_t*>(stack);
  Found found;
  const auto count = *word++;
  found.arguments = texts(word);
  EXPECT_EQ(count, found.arguments.size());
  found.environment = texts(word);
  for (; *word != AT_NULL; word += 2) found.vector.emplace(word[0], word[1]);
  return found;
}

TEST(FirstStack, HasTheProcesssOwnEnvironmentAndVectorButForWhatIsChanged) {
  setenv("VDSOBENCH_OF_THE_STACK", "yes", 1);
  const Elf64_auxv_t changed = {AT_ENTRY, {42}};
  const auto stack = first_stack("program", {&changed, 1});
  ASSERT_TRUE(stack) << stack.reason().text;
  EXPECT_EQ(stack.value() % 16, 0) << "System V ABI, 3.4.1";
  const auto found = read(stack.value());
  EXPECT_THAT(found.arguments, testing::ElementsAre("program"));
  EXPECT_THAT(found.environment, Contains("VDSOBENCH_OF_THE_STACK=yes"));
  EXPECT_EQ(found.vector.count(AT_ENTRY), 1);
  EXPECT_THAT(found.vector, Contains(Pair(AT_ENTRY, 42)));
  EXPECT_THAT(found.vector, Contains(Pair(AT_RANDOM, getauxval(AT_RANDOM))));
  EXPECT_THAT(found.vector, Contains(Pair(AT_PAGESZ, getauxval(AT_PAGESZ))));
}

}  // namespace
}  // namespace vdsobench
