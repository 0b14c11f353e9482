#include "bench/portable/host_loop.hpp"

#include <cerrno>
#include <deque>

namespace vdsobench {

namespace {

struct HostLoop {
  calls::BoundLoop inner;
  std::uintptr_t thread;
  int* (*errno_location)();  // glibc and musl have both one
};

// Apart, so that nothing of it is done while the thread pointer is another library's.
[[gnu::noinline]] void set_errno(int error) { errno = error; }

[[gnu::noinline]] long run(std::uint64_t n, calls::Target argument,
                           const calls::Arguments& arguments) {
  const auto host = *reinterpret_cast<const HostLoop*>(argument);
  const auto own = thread_pointer();
  set_thread_pointer(host.thread);
  const long result = host.inner.loop(n, host.inner.target, arguments);
  const int error = *host.errno_location();
  set_thread_pointer(own);
  set_errno(error);
  return result;
}

}  // namespace

calls::BoundLoop on_hosts_thread(const HostLibc& host, const calls::BoundLoop& loop) {
  static std::deque<HostLoop> loops;  // where they are, they stay
  loops.push_back(
      {loop, host.thread(), reinterpret_cast<int* (*)()>(host.symbol("__errno_location"))});
  return {&run, reinterpret_cast<calls::Target>(&loops.back())};
}

}  // namespace vdsobench
