#include "entries/attach.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "base/in_child.hpp"
#include "entries/capabilities.hpp"
#include "entries/machine.hpp"
#include "system_call_filter.hpp"

namespace vdsobench::entries {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

constexpr uid_t nobody = 65534;

// "method" or "none", then why not a better one.
std::string outcome(Method method) {
  const auto attached = attach(method);
  std::string text(attached.opened ? attached.opened->counter->name() : "none");
  for (const auto& [other, reason] : attached.not_used)
    text += fmt::format("; {}: {}", other, reason);
  return text;
}

// Answers one system call with an error, and if that is seccomp(2), forbids further filters.
void forbid(unsigned number, unsigned error) {
  filter_system_call(number, SECCOMP_RET_ERRNO | error);
}

TEST(Attach, NeedsNothingToDoNothing) {
  EXPECT_EQ(in_child([] { return outcome(Method::off); }), "none");
}

TEST(Attach, TriesNoOtherMethodThanTheOneAskedFor) {
  EXPECT_EQ(in_child([] { return outcome(Method::seccomp); }), "seccomp");
}

TEST(Attach, AsAnOrdinaryUserCountsBySeccompAndSaysWhyNotBetter) {
  const auto said = in_child([] {
    (void)!setgid(nobody);
    (void)!setuid(nobody);
    return outcome(Method::automatic);
  });
  EXPECT_THAT(said, StartsWith("seccomp; ebpf: "));
  EXPECT_THAT(said, HasSubstr("; perf: "));
}

TEST(Attach, WithoutCapabilitiesNamesThemAndTheRemedy) {
  if (!open_counter("ebpf")) GTEST_SKIP() << open_counter("ebpf").reason().text;
  const auto said = in_child([] {
    (void)drop_capabilities();
    return outcome(Method::ebpf);
  });
  EXPECT_THAT(said, HasSubstr("lacks CAP_BPF and CAP_PERFMON"));
  EXPECT_THAT(said, HasSubstr("sudo setcap cap_bpf,cap_perfmon+ep /"));
}

TEST(Attach, GivesUpEveryCapability) {
  if (!has(Capability::sys_admin)) GTEST_SKIP() << "has no capability to give up";
  EXPECT_EQ(in_child([] {
              (void)attach(Method::automatic);
              return has(Capability::sys_admin) || has(Capability::bpf) ? "kept" : "given up";
            }),
            "given up");
}

std::string first_line_of(const char* command) {
  std::array<char, 100> line = {};
  FILE* output = popen(command, "r");
  (void)!std::fgets(line.data(), line.size(), output);
  pclose(output);
  return line.data();
}

TEST(Capabilities, AreGivenUpForProgramsStartedLaterToo) {
  if (!has(Capability::sys_admin)) GTEST_SKIP() << "has no capability to give up";
  EXPECT_EQ(in_child([] {
              (void)drop_capabilities();
              return first_line_of("grep CapEff /proc/self/status");
            }),
            "CapEff:\t0000000000000000\n");
}

TEST(Attach, SaysThatASandboxForbidsFilters) {
  const auto said = in_child([] {
    forbid(SYS_seccomp, EPERM);
    return outcome(Method::seccomp);
  });
  EXPECT_THAT(said, StartsWith("none; seccomp: cannot install a seccomp filter: Operation not"));
  EXPECT_THAT(said, HasSubstr("a seccomp filter is active"));
}

TEST(Attach, SaysThatASandboxForbidsBpf) {
  if (!open_counter("ebpf")) GTEST_SKIP() << open_counter("ebpf").reason().text;
  const auto said = in_child([] {
    forbid(SYS_bpf, EPERM);
    return outcome(Method::automatic);
  });
  EXPECT_THAT(said, HasSubstr("; ebpf: the kernel refuses the program: Operation not permitted"
                              "; a seccomp filter is active"));
}

// The filter that answers is older than ours, but ours takes precedence (seccomp(2)): what is
// counted is that the kernel was entered.
TEST(Attach, SeccompCountsCallsThatAnotherFilterAnswers) {
  const auto said = in_child([]() -> std::string {
    forbid(SYS_getppid, 0);
    const calls::Arguments arguments;
    auto counter = open_counter("seccomp");
    const auto call = answering_call("getppid/insn", arguments);
    const auto count = counter.value()->count(call.value(), arguments, 50);
    return count ? std::to_string(count.value().syscalls) : count.reason().text;
  });
  EXPECT_EQ(said, "50");
}

}  // namespace
}  // namespace vdsobench::entries
