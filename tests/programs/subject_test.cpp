#include "programs/subject.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include "base/process.hpp"
#include "calls/process_facts.hpp"
#include "temp_dir.hpp"

namespace vdsobench::programs {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Subject, IsThisProcess) {
  const auto subject = subject_of({}, getpid());
  EXPECT_EQ(subject.name, "programs_test");
  EXPECT_THAT(subject.file, HasSubstr("/programs_test"));
  EXPECT_EQ(subject.unseen, "");
  EXPECT_FALSE(subject.bits32);
  EXPECT_EQ(has_vdso(subject), bool(calls::own_process_facts().vdso));
}

TEST(Subject, MayBeAChildThatIsStopped) {
  const auto child = fork_child();
  if (child.process == 0) {
    raise(SIGSTOP);
    _exit(0);
  }
  const auto subject = subject_of({}, child.process);
  EXPECT_EQ(subject.file, subject_of({}, getpid()).file);
  EXPECT_FALSE(subject.mappings.empty());
  kill(child.process, SIGKILL);
  wait_for(child.process);
  EXPECT_EQ(subject_of({}, child.process).unseen, "it has ended");
}

constexpr auto maps =
    "00400000-00500000 r-xp 00001000 fe:00 12 /srv/\x1b[31mserver\n"
    "7f0000000000-7f0000100000 r-xp 00028000 fe:00 13 /lib/ld-musl-x86_64.so.1\n";

TempDir& with_process(TempDir& folder) {
  return folder.write("proc/7/comm", "ser\x1bver\n")
      .write("proc/7/status", "Name:\tserver\nSeccomp:\t2\nTracerPid:\t9\n")
      .write("proc/9/comm", "strace\n")
      .write("proc/7/maps", maps)
      .link("proc/7/exe", "/srv/server");
}

TEST(Subject, IsWhatProcSays) {
  TempDir folder;
  const auto subject = subject_of(with_process(folder).root(), 7);
  EXPECT_EQ(subject.name, "ser ver");
  EXPECT_EQ(subject.file, "/srv/server");
  EXPECT_EQ(subject.library, "musl");
  ASSERT_EQ(subject.mappings.size(), 2);
  EXPECT_EQ(subject.mappings[0].offset, 0x1000);
  EXPECT_THAT(circumstances(subject, 0),
              ElementsAre("filtered by seccomp", "traced by strace (process 9)", "without a vDSO"));
}

TEST(Subject, IsFilteredBeyondTheFiltersOfWhoLooks) {
  TempDir folder;
  folder.write("proc/7/status", "Seccomp:\t2\nSeccomp_filters:\t2\n");
  const auto subject = subject_of(folder.root(), 7);
  EXPECT_EQ(subject.filters, 2);
  EXPECT_THAT(circumstances(subject, 1), Contains("filtered by seccomp"));
  EXPECT_THAT(circumstances(subject, 2), Not(Contains("filtered by seccomp")));
}

TEST(Subject, IsTheProcessOfAThread) {
  TempDir folder;
  folder.write("proc/9/status", "Name:\tthread\nTgid:\t7\n");
  EXPECT_EQ(process_of(folder.root(), 9), 7);
  EXPECT_EQ(process_of(folder.root(), 8), 8);
}

TEST(Subject, MayBeInAnotherTimeNamespace) {
  TempDir folder;
  with_process(folder).link("proc/self/ns/time", "time:[1]").link("proc/7/ns/time", "time:[2]");
  EXPECT_TRUE(subject_of(folder.root(), 7).own_time);
  EXPECT_THAT(circumstances(subject_of(folder.root(), 7), 0),
              Contains("in a time namespace of its own"));
}

TEST(Subject, SaysWhatMayNotBeSeen) {
  TempDir folder;
  folder.write("proc/7/comm", "server\n").write("proc/7/status", "State:\tS (sleeping)\n");
  const auto subject = subject_of(folder.root(), 7);
  EXPECT_EQ(subject.name, "server");
  EXPECT_THAT(subject.unseen, HasSubstr("may not look into it"));
  EXPECT_THAT(circumstances(subject, 0), IsEmpty());
  EXPECT_EQ(subject_of(folder.root(), 8).unseen, "it has ended");
  folder.write("proc/7/status", "State:\tZ (zombie)\n");
  EXPECT_EQ(subject_of(folder.root(), 7).unseen, "it has ended");
}

}  // namespace
}  // namespace vdsobench::programs
