#include "calls/call.hpp"

#include <gmock/gmock.h>
#include <sys/syscall.h>

#include <map>
#include <set>
#include <string>

#include "arch/arch.hpp"
#include "calls/cells.hpp"
#include "calls/functions.hpp"
#include "calls/numbers32.hpp"
#include "calls/paths.hpp"

namespace vdsobench::calls {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::SizeIs;

std::string path_names(bool by_default) {
  std::string names;
  for (const auto* path : all_paths())
    if (path->by_default == by_default) names += std::string(path->name) + " ";
  return names;
}

template <class P>
void add_served(std::vector<std::string>& names, const Function& function) {
  if (P::serves(function)) names.push_back(std::string(function.name) + "/" + std::string(P::name));
}

template <class... P>
std::vector<std::string> served(const Function& function, std::type_identity<std::tuple<P...>>) {
  std::vector<std::string> names;
  (add_served<P>(names, function), ...);
  return names;
}

std::vector<std::string> cells_of(std::string_view function) {
  std::vector<std::string> names;
  for (const auto& call : all_calls())
    if (call.function->name == function) names.push_back(std::string(call.path->name));
  return names;
}

TEST(Functions, HaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const auto& function : functions) names.insert(function.name);
  EXPECT_THAT(names, SizeIs(functions.size()));
}

TEST(Functions, HaveTheKernelsNumbers) {
  const std::map<std::string_view, long> numbers = {
      {"gettimeofday", SYS_gettimeofday},
      {"time", SYS_time},
      {"getcpu", SYS_getcpu},
      {"clock_gettime", SYS_clock_gettime},
      {"clock_getres", SYS_clock_getres},
      {"getrandom", SYS_getrandom},
      {"getppid", SYS_getppid},
      {"futex_robust_list64_try_unlock", SYS_futex},
  };
  for (const auto& function : functions) {
    if (function.number < 0) continue;
    EXPECT_EQ(function.number, numbers.at(function.symbol)) << function.name;
  }
}

TEST(Functions, HaveTheKernelsNumbersByInt80Too) {
  if (!arch::has_int80) GTEST_SKIP() << "no int $0x80 on this architecture";
  for (const auto& function : functions) {
    if (function.number < 0 || function.vdso_alone) continue;  // a list of 64-bit pointers
    EXPECT_EQ(arch::number32(function.symbol), numbers32().at(function.symbol)) << function.name;
  }
}

TEST(Functions, NameAReferenceThatExists) {
  for (const auto& function : functions) {
    if (function.reference.empty()) continue;
    EXPECT_THAT(cells_of(function.reference), Contains("insn")) << function.name;
  }
}

TEST(Paths, AreTheSixWithInt80OffByDefault) {
  EXPECT_EQ(path_names(true), "libc vdso syscall insn vsyscall ");
  EXPECT_EQ(path_names(false), "int80 ");
}

TEST(Matrix, HoldsEveryFunctionByEveryPathThatServesIt) {
  std::vector<std::string> expected;
  for (const auto& function : functions)
    for (auto& name : served(function, std::type_identity<Paths>{}))
      expected.push_back(std::move(name));
  std::vector<std::string> names;
  for (const auto& call : all_calls()) names.push_back(call.name());
  EXPECT_EQ(names, expected);
}

TEST(Matrix, GivesTheHeadlineFunctionsAllPaths) {
  for (const auto* name : {"gettimeofday", "time", "getcpu"})
    EXPECT_THAT(cells_of(name),
                ElementsAre("libc", "vdso", "syscall", "insn", "vsyscall", "int80"));
}

TEST(Matrix, LeavesOutWhatCannotBe) {
  EXPECT_THAT(cells_of("sched_getcpu"), ElementsAre("libc"));
  EXPECT_THAT(cells_of("tick"), ElementsAre("insn"));
  EXPECT_THAT(cells_of("getppid"), ElementsAre("libc", "syscall", "insn", "int80"));
}

TEST(Matrix, HasALoopForEveryCell) {
  std::set<Loop> loops = {empty_loop};
  for (const auto& call : all_calls()) loops.insert(call.loop);
  EXPECT_THAT(loops, SizeIs(all_calls().size() + 1));
}

TEST(Reference, IsTheSameFunctionByTheTrap) {
  EXPECT_EQ(reference_of(cell("time/vsyscall"))->name(), "time/insn");
  EXPECT_EQ(reference_of(cell("getrandom:8/libc"))->name(), "getrandom:8/insn");
  EXPECT_EQ(reference_of(cell("sched_getcpu/libc"))->name(), "getcpu/insn");
}

std::uint64_t calls_made = 0;
long count_calls() {
  ++calls_made;
  return 42;
}

TEST(Loop, CallsExactlyAsOftenAsToldAndGivesTheLastResult) {
  for (const std::uint64_t n : {1U, 2U, 7U, 1000U}) {
    calls_made = 0;
    EXPECT_EQ(leading_to("getppid/libc", &count_calls)(n, Arguments{}), 42);
    EXPECT_EQ(calls_made, n);
  }
}

long fifth_word = 0;
long remember_fifth(long, long bytes, long flags, long, long size) {
  fifth_word = size;
  return bytes + flags;
}

TEST(Loop, HandsTheVdsoItsExtraWords) {
  Arguments arguments;
  int state = 0;
  arguments.set_state(&state, 144);
  EXPECT_EQ(leading_to("getrandom:32/vdso", &remember_fifth)(1, arguments), 32);
  EXPECT_EQ(fifth_word, 144);
}

}  // namespace
}  // namespace vdsobench::calls
