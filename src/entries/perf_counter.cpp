#include "entries/perf_counter.hpp"

#include <fmt/format.h>
#include <sys/syscall.h>

#include <optional>
#include <utility>

#include "arch/arch.hpp"
#include "entries/perf_event.hpp"

namespace vdsobench::entries {

namespace {

/// What a read of a group gives, perf_event_open(2).
struct Reading {
  std::uint64_t events = 0;
  std::uint64_t syscalls = 0;
  std::uint64_t emulations = 0;
};

class PerfCounter : public Counter {
 public:
  PerfCounter(PerfEvent syscalls, std::optional<PerfEvent> emulations)
      : syscalls_(std::move(syscalls)), emulations_(std::move(emulations)) {}

  std::string_view name() const override { return "perf"; }

  // The kernel brings the mapped page of a tracepoint's event up to date only when the event is
  // scheduled or read (perf_event_update_userpage), so it has to be read, and that is a system
  // call: exactly one, made by the bare instruction. It is counted before it reads, so both
  // readings hold themselves, and their difference holds the second.
  Result<Count> count(const calls::BoundCall& call, const calls::Arguments& arguments,
                      std::uint64_t n) override {
    Reading before, after;
    call(1, arguments);
    const bool began = read(before);
    call(n, arguments);
    if (!began || !read(after)) return Reason{"the perf counter cannot be read"};
    return Count{.calls = n,
                 .syscalls = after.syscalls - before.syscalls - 1,
                 .emulations = after.emulations - before.emulations};
  }

 private:
  [[gnu::always_inline]] bool read(Reading& reading) const {
    return arch::trap(SYS_read, syscalls_.descriptor(), reinterpret_cast<long>(&reading),
                      sizeof reading) > 0;
  }

  PerfEvent syscalls_;  // leads the group
  std::optional<PerfEvent> emulations_;
};

}  // namespace

Result<std::unique_ptr<Counter>> perf_counter() {
  auto syscalls = PerfEvent::open("raw_syscalls/sys_enter", nullptr);
  if (!syscalls) return syscalls.reason();
  std::optional<PerfEvent> emulations;
  if (image::vsyscall_mode(image::own_mappings()) != image::VsyscallMode::none) {
    auto opened = PerfEvent::open("vsyscall/emulate_vsyscall", &syscalls.value());
    if (!opened) return opened.reason();
    emulations.emplace(std::move(opened).value());
  }
  std::unique_ptr<Counter> counter =
      std::make_unique<PerfCounter>(std::move(syscalls).value(), std::move(emulations));
  return counter;
}

}  // namespace vdsobench::entries
