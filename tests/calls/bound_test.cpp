#include "calls/bound.hpp"

#include <gmock/gmock.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <algorithm>

#include "arch/arch.hpp"
#include "calls/cells.hpp"
#include "calls/paths/vdso.hpp"
#include "calls/paths/vsyscall.hpp"

namespace vdsobench::calls {
namespace {

using testing::HasSubstr;

const ProcessFacts nothing_mapped = {{}, Reason{"the kernel gave this process no vDSO"}};

image::Mapping vsyscall_page(const char* permissions) {
  return {arch::vsyscall_slot("gettimeofday"), 0, permissions, "[vsyscall]", ""};
}

template <class Check>
void for_cells_by(std::string_view path, Check check) {
  int seen = 0;
  for (const auto& call : all_calls()) {
    if (call.path->name != path) continue;
    check(call);
    ++seen;
  }
  EXPECT_GT(seen, 0) << path;
}

TEST(Bind, SaysWhyWithoutAVsyscallPage) {
  for_cells_by(paths::Vsyscall::name, [](const Call& call) {
    const auto bound = bind(call, nothing_mapped);
    ASSERT_FALSE(bound) << call.name();
    EXPECT_THAT(bound.reason().text, HasSubstr("vsyscall=none"));
  });
}

TEST(Bind, LeadsIntoTheVsyscallPageWhereThereIsOne) {
  for (const auto* permissions : {"r-xp", "--xp"}) {
    const ProcessFacts mapped = {{vsyscall_page(permissions)}, Reason{"no vDSO"}};
    for_cells_by(paths::Vsyscall::name, [&](const Call& call) {
      const auto bound = bind(call, mapped);
      ASSERT_TRUE(bound) << bound.reason().text;
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bound.value().target),
                arch::vsyscall_slot(call.function->symbol));
    });
  }
}

TEST(Bind, SaysWhyWithoutAVdso) {
  for_cells_by(paths::Vdso::name, [](const Call& call) {
    const auto bound = bind(call, nothing_mapped);
    ASSERT_FALSE(bound) << call.name();
    EXPECT_EQ(bound.reason().text, nothing_mapped.vdso.reason().text);
  });
}

TEST(Bind, SaysWhichSymbolTheVdsoLacks) {
  const auto process_facts = own_process_facts();
  if (!process_facts.vdso) GTEST_SKIP() << process_facts.vdso.reason().text;
  const Function missing = {.name = "x", .symbol = "no_such", .in_vdso = true};
  EXPECT_EQ(paths::Vdso::resolve(missing, process_facts).reason().text,
            "this kernel's vDSO has no __vdso_no_such");
}

TEST(Bind, SaysWhatTheCLibraryLacks) {
  const Function missing = {.name = "x", .symbol = "no_such_function", .answer = {}};
  const Call call = {&missing, cell("time/libc").path, nullptr};
  EXPECT_EQ(bind(call, nothing_mapped).reason().text, "this C library has no no_such_function");
}

TEST(Bind, NeedsNothingForWhatTheKernelAlwaysHas) {
  for (const auto* path : {"libc", "syscall", "insn", "int80"})
    for_cells_by(path,
                 [](const Call& call) { EXPECT_TRUE(bind(call, nothing_mapped)) << call.name(); });
}

TEST(Bind, FindsTheVdsoOfThisProcess) {
  const auto process_facts = own_process_facts();
  if (!process_facts.vdso) GTEST_SKIP() << process_facts.vdso.reason().text;
  const auto bound = bind(cell("clock_gettime:monotonic/vdso"), process_facts);
  ASSERT_TRUE(bound) << bound.reason().text;
  const auto address = reinterpret_cast<std::uintptr_t>(bound.value().target);
  const auto mapping = std::ranges::find(process_facts.mappings, "[vdso]", &image::Mapping::name);
  ASSERT_NE(mapping, process_facts.mappings.end());
  EXPECT_EQ(mapping->begin, getauxval(AT_SYSINFO_EHDR));
  EXPECT_GE(address, mapping->begin);
  EXPECT_LT(address, mapping->end);
}

TEST(OwnArguments, HaveNoStateWithoutAVdso) {
  const auto arguments = own_arguments(nothing_mapped);
  EXPECT_EQ(arguments.word(words::state), 0);
  EXPECT_EQ(arguments.word(words::state_size), 0);
}

}  // namespace
}  // namespace vdsobench::calls
