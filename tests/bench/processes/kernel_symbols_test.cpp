#include "bench/processes/kernel_symbols.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace vdsobench::bench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

// Addresses of per-CPU data come first in /proc/kallsyms, modules last.
constexpr auto kallsyms = R"(0000000000001000 A __per_cpu_start
ffffffff81000000 T _stext
ffffffff81000000 T __ia32_sys_one
ffffffff81000ff0 t reaches_into_the_next_page
ffffffff81001010 D no_code
ffffffff81001040 T two
ffffffff81001080 W three
ffffffff81005000 T far
ffffffffc0000000 t of_a_module	[module]
)";

std::vector<KernelSymbol> symbols(const std::vector<std::uint64_t>& pages,
                                  const std::string& text = kallsyms) {
  std::istringstream stream(text);
  return symbols_in(pages, stream);
}

TEST(KernelSymbols, AreThoseThatReachIntoThePage) {
  EXPECT_THAT(symbols({0xffffffff81001000}),
              ElementsAre(Pair(0xffffffff81000ff0, "reaches_into_the_next_page"),
                          Pair(0xffffffff81001040, "two"), Pair(0xffffffff81001080, "three")));
}

TEST(KernelSymbols, KeepEveryNameOfAnAddress) {
  EXPECT_THAT(
      symbols({0xffffffff81000000}),
      ElementsAre(Pair(0xffffffff81000000, "_stext"), Pair(0xffffffff81000000, "__ia32_sys_one"),
                  Pair(0xffffffff81000ff0, "reaches_into_the_next_page")));
}

TEST(KernelSymbols, CoverAGapBetweenFunctionsByTheOneBefore) {
  EXPECT_THAT(symbols({0xffffffff81004000}), ElementsAre(Pair(0xffffffff81001080, "three")));
}

TEST(KernelSymbols, OfNoPageAreNone) { EXPECT_THAT(symbols({}), IsEmpty()); }

TEST(KernelSymbols, OfAListThatIsNotReadableAreNone) {
  EXPECT_THAT(symbols({0xffffffff81000000}, "what?\n\nffffffff81000000\n"), IsEmpty());
}

TEST(KernelSymbols, AreReadNoFurtherThanNeeded) {
  std::istringstream stream(kallsyms);
  symbols_in({0xffffffff81001000}, stream);
  std::string next;
  std::getline(stream, next);
  EXPECT_THAT(next, testing::HasSubstr("of_a_module"));
}

}  // namespace
}  // namespace vdsobench::bench
