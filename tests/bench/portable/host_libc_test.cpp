#include "bench/portable/host_libc.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "temp_dir.hpp"

namespace vdsobench {
namespace {

using testing::HasSubstr;

constexpr const char* glibc = "lib64/ld-linux-x86-64.so.2";
constexpr const char* musl = "lib/ld-musl-x86_64.so.1";

template <class Function>
Function* function_of(const HostLibc& host, std::string_view name) {
  return reinterpret_cast<Function*>(host.symbol(name));
}

void expect_serves(const HostLibc& host) {
  const auto parent = function_of<pid_t()>(host, "getppid");
  const auto cpu = function_of<int()>(host, "sched_getcpu");
  ASSERT_NE(parent, nullptr);
  ASSERT_NE(cpu, nullptr);
  const auto own = thread_pointer();
  EXPECT_NE(host.thread(), own);
  set_thread_pointer(host.thread());
  const pid_t seen = parent();
  const int on = cpu();
  set_thread_pointer(own);
  EXPECT_EQ(seen, getppid());
  EXPECT_GE(on, 0);
  EXPECT_EQ(host.symbol("no_such_function"), nullptr);
}

TEST(HostLibc, IsLoadedBesideThisProgramsOwn) {
  const auto host = HostLibc::load(Root{});
  if (!host) GTEST_SKIP() << host.reason().text;
  expect_serves(host.value());
  EXPECT_NE(host.value().symbol("getppid"), reinterpret_cast<void*>(&getppid));
}

TEST(HostLibc, MayBeMusl) {
  if (!std::filesystem::exists(Root{}.at(musl))) GTEST_SKIP() << "no musl is installed";
  TempDir folder;
  std::filesystem::create_directory(folder.root().at("lib"));
  std::filesystem::copy_file(std::filesystem::canonical(Root{}.at(musl)), folder.root().at(musl));
  const auto host = HostLibc::load(folder.root());
  if (!host) GTEST_SKIP() << host.reason().text;
  expect_serves(host.value());
  EXPECT_EQ(host.value().symbol("gnu_get_libc_version"), nullptr);
}

TEST(HostLibc, IsTheOneThatCanBeLoaded) {
  if (!std::filesystem::exists(Root{}.at(musl))) GTEST_SKIP() << "no musl is installed";
  TempDir folder;
  folder.write(glibc, "gcompat's is a program");
  std::filesystem::create_directory(folder.root().at("lib"));
  std::filesystem::copy_file(std::filesystem::canonical(Root{}.at(musl)), folder.root().at(musl));
  const auto host = HostLibc::load(folder.root());
  if (!host) GTEST_SKIP() << host.reason().text;
  expect_serves(host.value());
}

TEST(HostLibc, LeavesTheBreakAlone) {
  const void* before = sbrk(0);
  const auto host = HostLibc::load(Root{});
  EXPECT_EQ(sbrk(0), before) << "what a loader takes there, this program's malloc falls over";
}

TEST(HostLibc, IsMissedWhereThereIsNone) {
  const auto host = HostLibc::load(TempDir().root());
  ASSERT_FALSE(host);
  EXPECT_EQ(host.reason().text, "this system has none of its own");
}

TEST(HostLibc, IsNotMeasuredWhereItsLoaderFails) {
  TempDir folder;
  folder.write(glibc, "no loader");
  const auto host = HostLibc::load(folder.root());
  ASSERT_FALSE(host);
  EXPECT_THAT(host.reason().text, HasSubstr("this system's own glibc is not measured, as "));
}

}  // namespace
}  // namespace vdsobench
