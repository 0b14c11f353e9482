#include "bench/portable/host_loop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>

#include "calls/bound.hpp"

namespace vdsobench {
namespace {

const calls::Call& call_named(std::string_view name) {
  return *std::ranges::find(calls::all_calls(), name, &calls::Call::name);
}

calls::BoundLoop hosts(const HostLibc& host, const calls::Call& call) {
  void* address = host.symbol(std::string(call.function->symbol));
  EXPECT_NE(address, nullptr) << call.name();
  return on_hosts_thread(host, {call.loop, reinterpret_cast<calls::Target>(address)});
}

TEST(HostLoop, MakesTheCallsAndComesBack) {
  const auto host = HostLibc::load(Root{});
  if (!host) GTEST_SKIP() << host.reason().text;
  const auto own = thread_pointer();
  const auto arguments = calls::own_arguments(calls::own_process_facts());
  const auto [loop, target] = hosts(host.value(), call_named("time/libc"));
  const auto now = time(nullptr);
  const long seen = loop(3, target, arguments);
  EXPECT_EQ(thread_pointer(), own);
  EXPECT_GE(seen, now);
  EXPECT_LE(seen, now + 60);
}

long fails(std::uint64_t, calls::Target target, const calls::Arguments&) {
  return reinterpret_cast<int (*)(int, void*)>(target)(12345, nullptr);  // no such clock
}

TEST(HostLoop, HandsOnTheErrorThatTheLibraryLeft) {
  const auto host = HostLibc::load(Root{});
  if (!host) GTEST_SKIP() << host.reason().text;
  const auto clock = reinterpret_cast<calls::Target>(host.value().symbol("clock_gettime"));
  const auto [loop, target] = on_hosts_thread(host.value(), {&fails, clock});
  errno = 0;
  EXPECT_EQ(static_cast<int>(loop(1, target, calls::Arguments())), -1);
  EXPECT_EQ(errno, EINVAL);
}

}  // namespace
}  // namespace vdsobench
