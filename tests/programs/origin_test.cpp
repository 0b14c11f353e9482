#include "programs/origin.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "calls/process_facts.hpp"
#include "temp_dir.hpp"

extern "C" [[gnu::noinline]] int vdsobench_makes_a_call() { return 2; }

namespace vdsobench::programs {
namespace {

Origin here(std::uint64_t address) { return origin_of({}, subject_of({}, getpid()), address); }

std::uint64_t behind(const void* function) { return reinterpret_cast<std::uint64_t>(function) + 1; }

TEST(Origin, IsTheProgramsOwnFunction) {
  const auto origin = here(behind(reinterpret_cast<void*>(&vdsobench_makes_a_call)));
  EXPECT_EQ(origin.place, Place::program);
  EXPECT_EQ(origin.symbol, "vdsobench_makes_a_call");
  EXPECT_EQ(brief(origin), "programs_test: vdsobench_makes_a_call");
}

TEST(Origin, IsTheCLibrarys) {
  const auto origin = here(behind(dlsym(RTLD_DEFAULT, "syscall")));
  EXPECT_EQ(origin.place, Place::libc);
  EXPECT_EQ(brief(origin), "libc: syscall");
}

TEST(Origin, IsAnotherLibrarys) {
  const auto origin = here(behind(dlsym(RTLD_DEFAULT, "_ZNSt9exceptionD1Ev")));
  EXPECT_EQ(origin.place, Place::library);
  EXPECT_EQ(origin.file.substr(origin.file.rfind('/') + 1, 9), "libstdc++");
}

TEST(Origin, IsTheVdsos) {
  const auto facts = calls::own_process_facts();
  if (!facts.vdso) GTEST_SKIP() << facts.vdso.reason().text;
  EXPECT_EQ(brief(here(facts.vdso.value().base + 1)), "vDSO");
}

TEST(Origin, IsTheVsyscallPageAlsoWhereThatIsNotListed) {
  EXPECT_EQ(origin_of({}, {}, 0xffffffffff600400).place, Place::vsyscall);
}

TEST(Origin, IsGeneratedCode) {
  void* memory = mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  EXPECT_EQ(brief(here(behind(memory))), "generated code");
  munmap(memory, 4096);
}

TEST(Origin, IsNotKnownOfWhatHasEnded) {
  const Subject ended = subject_of({}, -1);
  EXPECT_EQ(origin_of({}, ended, 0x400000).place, Place::unknown);
}

// A function that ends with the instruction is not the one behind it.
TEST(Origin, IsTheInstructionBeforeTheAddress) {
  TempDir folder;
  folder.write("proc/7/maps", "1000-2000 r-xp 00000000 fe:00 1 /a\n2000-3000 r-xp 0 fe:00 2 /b\n");
  const auto subject = subject_of(folder.root(), 7);
  EXPECT_EQ(origin_of(folder.root(), subject, 0x2000).file, "/a");
  EXPECT_EQ(brief(origin_of(folder.root(), subject, 0x2000)), "a+0xfff");
}

}  // namespace
}  // namespace vdsobench::programs
