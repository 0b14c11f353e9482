#include "verdict/causes.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "calls/functions.hpp"

namespace vdsobench::verdict {
namespace {

using testing::HasSubstr;

const calls::Function& function_named(std::string_view name) {
  return *std::ranges::find(calls::functions, name, &calls::Function::name);
}

calls::ProcessFacts on(const char* release) {
  return {.mappings = {}, .vdso = Reason{"there is no vDSO"}, .release = release};
}

const MachineFacts old_library = {.clock = {}, .libc = "glibc 2.36"};

TEST(Causes, KernelsBeforeTheFirstThatServesItLackIt) {
  EXPECT_TRUE(kernel_lacks(function_named("getrandom:32"), on("6.1.0-50-amd64")));
  EXPECT_FALSE(kernel_lacks(function_named("getrandom:32"), on("6.12.1")));
  EXPECT_FALSE(kernel_lacks(function_named("gettimeofday"), on("2.6.32")));
}

TEST(Causes, ALibraryThatAsksTheKernelIsNamedWithTheOneThatDoesNot) {
  const auto cause = library_asks_kernel(function_named("getrandom:32"), old_library);
  EXPECT_EQ(cause.grade, Grade::limited);
  EXPECT_THAT(cause.reason, HasSubstr("glibc 2.36 makes the system call itself"));
  EXPECT_EQ(cause.remedy, "needs glibc 2.41");
}

TEST(Causes, AKernelWithoutTheFunctionIsToldByTheFirstThatHasIt) {
  const auto cause =
      no_symbol(function_named("getrandom:32"), "no such symbol", on("6.1"), old_library);
  EXPECT_EQ(cause.reason, "no such symbol");
  EXPECT_EQ(cause.remedy, "needs Linux 6.11 and glibc 2.41");
}

TEST(Causes, AnImageThatFellBackIsExplainedByTheClocksource) {
  auto facts = old_library;
  facts.clock = host::ClockFacts{.clocksource = {"hpet", {"tsc", "hpet"}}};
  const auto cause = image_fell_back(function_named("gettimeofday"), on("6.12"), facts);
  EXPECT_EQ(cause.grade, Grade::bad);
  EXPECT_THAT(cause.reason, HasSubstr("clocksource hpet has no vDSO mode"));
}

}  // namespace
}  // namespace vdsobench::verdict
