#include "bench/commands/tables_as_json.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>

#include "calls/functions.hpp"

namespace vdsobench::bench {
namespace {

using nlohmann::json;

json row(const json& table, std::string_view name) {
  for (const auto& each : table)
    if (each.at("name") == name) return each;
  return {};
}

TEST(FunctionsAsJson, HaveEveryFunctionOnceInItsOrder) {
  const auto table = functions_as_json();
  ASSERT_EQ(table.size(), std::size(calls::functions));
  std::set<std::string> names;
  for (std::size_t i = 0; i < table.size(); ++i) {
    EXPECT_EQ(table[i].at("name"), calls::functions[i].name);
    names.insert(table[i].at("name"));
  }
  EXPECT_EQ(names.size(), table.size());
}

TEST(FunctionsAsJson, HaveNullAndNoEmptyWord) {
  const auto table = functions_as_json();
  for (const auto& each : table)
    for (const char* text : {"symbol", "reference", "kernel_since", "call_since", "libc_since"})
      EXPECT_TRUE(each.at(text).is_null() || each.at(text) != "") << each << text;
}

TEST(FunctionsAsJson, SayWhatIsKnownOfOne) {
  const auto clock = row(functions_as_json(), "gettimeofday");
  EXPECT_EQ(clock.at("headline"), true);
  EXPECT_EQ(clock.at("in_vdso"), true);
  EXPECT_EQ(clock.at("reads_clocksource"), true);
  EXPECT_EQ(clock.at("contended_by"), json({"vdso", "vsyscall"}));
  EXPECT_TRUE(clock.at("kernel_since").is_null());
  const auto process = row(functions_as_json(), "getppid");
  EXPECT_EQ(process.at("user_space"), false);
  EXPECT_EQ(process.at("contended_by"), json::array());
}

TEST(PathsAsJson, SayWhichTrap) {
  const auto table = paths_as_json();
  EXPECT_EQ(row(table, "insn").at("traps"), true);
  EXPECT_EQ(row(table, "vdso").at("traps"), false);
  for (const auto& each : table) EXPECT_NE(each.at("meaning"), "");
}

TEST(OutcomesAsJson, TellWorkingOnesFromThoseThatDoNot) {
  const auto table = outcomes_as_json();
  EXPECT_EQ(row(table, "unavailable").at("works"), false);
  EXPECT_EQ(row(table, "fallback").at("bad"), true);
  EXPECT_EQ(row(table, "userspace").at("enters_kernel"), false);
  EXPECT_EQ(row(table, "emulated").at("enters_kernel"), true);
}

}  // namespace
}  // namespace vdsobench::bench
