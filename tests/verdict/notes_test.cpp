#include "verdict/notes.hpp"

#include <gmock/gmock.h>

#include "verdict/sample_evidence.hpp"

namespace vdsobench::verdict {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

TEST(VsyscallNote, SaysWhatThePageMeans) {
  EXPECT_THAT(vsyscall_note(without_vdso), HasSubstr("no vsyscall page"));
  for (const auto* permissions : {"r-xp", "--xp"}) {
    const calls::ProcessFacts mapped = {{{0, 0, permissions, "[vsyscall]", ""}}, Reason{"none"}};
    EXPECT_THAT(vsyscall_note(mapped), HasSubstr("is emulated"));
  }
}

TEST(RunByNote, NamesWhatStandsBetween) {
  auto facts = without_vdso;
  EXPECT_EQ(run_by_note(facts), "");
  facts.run_by = "/usr/bin/qemu-x86_64";
  EXPECT_THAT(run_by_note(facts), HasSubstr("/usr/bin/qemu-x86_64 stands between"));
}

TEST(LibcNote, SaysWhoseLibraryIsInsideAStaticProgram) {
  EXPECT_EQ(libc_note("glibc 2.36", Done{}), "");
  EXPECT_EQ(
      libc_note("static glibc 2.36", Reason{"this system has none of its own"}),
      "libc here is the static glibc 2.36 inside this program: this system has none of its own");
}

constexpr TrapCost dear = {3784, 946};  // a guest of PVM at 4 GHz
constexpr TrapCost usual = {430, 116};

TEST(TrapNote, TellsWhatTheHypervisorMakesOfATrap) {
  EXPECT_THAT(trap_note(dear, "pvm"), AllOf(HasSubstr("costs 946 ns"), HasSubstr("about 75"),
                                            HasSubstr("(pvm) takes part")));
}

TEST(TrapNote, IsCarefulWhereItIsNotKnownToTakePart) {
  EXPECT_THAT(trap_note(dear, "kvm"), HasSubstr("(kvm) seems to take part"));
}

TEST(TrapNote, IsSilentWhereHardwareAloneTraps) {
  EXPECT_EQ(trap_note(usual, "kvm"), "");
  EXPECT_EQ(trap_note({1200, 400}, "kvm"), "");  // page tables switched
  EXPECT_EQ(trap_note(dear, "none"), "");
}

TEST(WrapperNote, TellsThatAReturnIsMispredicted) {
  EXPECT_THAT(wrapper_note({430, 116, 46.2}), AllOf(HasSubstr("46 ns more"), HasSubstr("return")));
  EXPECT_EQ(wrapper_note({300, 84, 1}), "");
  EXPECT_EQ(notes(without_vdso, TrapCost{430, 116, 46}, "kvm", {}).size(), 2U);
}

const SyscallWork filtered = {{"2 seccomp filters", "audit (3 rules)"}, {"tracing programs"}};
const SyscallWork unseen = {{}, {"audit rules", "tracing programs"}};

TEST(WorkNote, TellsWhatIsSeenWithWhatACallCostsByIt) {
  EXPECT_THAT(work_note(filtered, usual, "kvm"),
              AllOf(HasSubstr("2 seccomp filters, audit (3 rules)"), HasSubstr("116 ns")));
  EXPECT_THAT(work_note(filtered, {}, "kvm"), Not(HasSubstr(" ns")));
}

TEST(WorkNote, NamesATracerThatStopsAtEachCall) {
  const SyscallWork traced = {{}, {}, "strace (process 41), which traces this one"};
  EXPECT_THAT(work_note(traced, TrapCost{80'000, 20'000}, "none"), HasSubstr("strace"));
  EXPECT_EQ(work_note(traced, usual, "none"), "");  // as under a debugger
}

TEST(WorkNote, TellsWhatCannotBeSeenWhereACallIsDear) {
  EXPECT_THAT(work_note(unseen, dear, "none"),
              AllOf(HasSubstr("audit rules or tracing programs"), HasSubstr("946 ns")));
  EXPECT_EQ(work_note(unseen, usual, "none"), "");
  EXPECT_EQ(work_note({}, dear, "none"), "");
  EXPECT_EQ(work_note(unseen, dear, "pvm"), "");  // which is known to take part
}

TEST(Notes, SuspectNoHypervisorWhereTheCauseIsSeen) {
  EXPECT_THAT(notes(without_vdso, dear, "kvm", filtered), Not(Contains(HasSubstr("hypervisor"))));
  EXPECT_THAT(notes(without_vdso, dear, "kvm", {}), Contains(HasSubstr("hypervisor")));
}

TEST(Notes, AreOnlyThoseThatSaySomething) {
  EXPECT_EQ(notes(without_vdso, {}, "kvm", {}).size(), 1U);
  EXPECT_EQ(notes(without_vdso, usual, "kvm", {}).size(), 1U);
  EXPECT_EQ(notes(without_vdso, dear, "pvm", {}).size(), 2U);
}

TEST(TrapNote, IsSilentWhereTheCpuIsEmulated) { EXPECT_EQ(trap_note(dear, "qemu"), ""); }

}  // namespace
}  // namespace vdsobench::verdict
