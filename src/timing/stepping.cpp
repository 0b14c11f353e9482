#include "timing/stepping.hpp"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <optional>
#include <random>
#include <thread>

#include "arch/arch.hpp"
#include "base/process.hpp"
#include "image/mappings.hpp"
#include "timing/tour.hpp"
#include "timing/ways.hpp"

namespace vdsobench::timing {

namespace {

// Moments of a second at which every call is stepped through: which way it goes may hang on that.
// In another order each time: a tick that fell into one call at every moment would leave it unseen.
constexpr int times_looked = 7;
constexpr auto between_looks = std::chrono::milliseconds(1000 / times_looked);

// Any seed would do: the child and who looks at it go the same way.
constexpr std::uint64_t order_seed = 1;

// Until the parent lets it go on. The instruction itself, so that little is stepped through that is
// not the call.
void stop() { arch::trap(SYS_kill, getpid(), SIGSTOP); }

// What a call adds to a loop is what two have more than one, which leaves out the way in and out.
[[gnu::noinline]] void make(const calls::BoundLoop& bound, const calls::Arguments& arguments,
                            std::uint64_t n) {
  stop();
  bound.loop(n, bound.target, arguments);
  stop();
}

[[noreturn]] void be_stepped_through(std::span<const calls::BoundLoop> loops,
                                     const calls::Arguments& arguments) {
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
  Tour tour(loops.size(), order_seed);
  std::mt19937_64 random(order_seed);
  for (int look = 0; look < times_looked; ++look) {
    tour.round([&](std::size_t i) {
      for (const std::uint64_t n : {1U, 2U}) {
        loops[i].loop(1 + random() % most_calls_before, loops[i].target, arguments);
        make(loops[i], arguments, n);
      }
    });
    std::this_thread::sleep_for(between_looks);
  }
  _exit(0);
}

/// Whose code an address lies in.
class Owners {
 public:
  explicit Owners(std::string_view maps) {
    const auto loop = reinterpret_cast<std::uint64_t>(calls::empty_loop);
    for (const auto& mapping : image::parse_mappings(maps)) {
      if (mapping.holds(loop)) program_ = mapping;
      if (mapping.name == "[vdso]") vdso_ = mapping;
    }
  }

  std::int64_t& part(std::uint64_t address, Steps& steps) const {
    if (program_ && program_->holds(address)) return steps.loop;
    // Where a step is into the legacy page, the next one ends an instruction late: the kernel
    // answers, and the loop's instruction behind the call goes by unseen.
    if (arch::vsyscall_index(address) >= 0) return steps.loop;
    return vdso_ && vdso_->holds(address) ? steps.vdso : steps.libc;
  }

 private:
  std::optional<image::Mapping> program_, vdso_;
};

/// The child, from the outside. It ends with this.
class Stepped {
 public:
  Stepped(pid_t child, const Owners& owners) : child_(child), owners_(owners) {}
  Stepped(const Stepped&) = delete;
  Stepped& operator=(const Stepped&) = delete;
  ~Stepped() {
    if (ended_) return;
    kill(child_, SIGKILL);
    wait_for(child_);
  }

  /// What it does from a stop to the next. Nothing where it is no more.
  std::optional<Steps> next() {
    if (ended_) return std::nullopt;
    if (begun_) ptrace(PTRACE_CONT, child_, nullptr, nullptr);
    if (signal_of_stop() != SIGSTOP) return std::nullopt;
    begun_ = true;
    ptrace(PTRACE_SETOPTIONS, child_, nullptr, PTRACE_O_EXITKILL);
    Steps steps = {};
    int signal = 0;
    do {
      ++owners_.part(address(), steps);
      ptrace(PTRACE_SINGLESTEP, child_, nullptr, nullptr);
      signal = signal_of_stop();
    } while (signal == SIGTRAP);
    if (signal != SIGSTOP) return std::nullopt;
    return steps;
  }

 private:
  // 0 where it has ended.
  int signal_of_stop() {
    const int status = wait_for(child_);
    ended_ = !WIFSTOPPED(status);
    return ended_ ? 0 : WSTOPSIG(status);
  }

  std::uint64_t address() const {
    user_regs_struct registers = {};
    iovec into = {&registers, sizeof registers};
    ptrace(PTRACE_GETREGSET, child_, NT_PRSTATUS, &into);
    return arch::program_counter(registers);
  }

  pid_t child_;
  const Owners& owners_;
  bool begun_ = false;
  bool ended_ = false;
};

// A call's ways, net but for the loop's own iteration: no more of them where the child has ended.
void add_look(Tour& tour, Stepped& child, std::vector<std::vector<Steps>>& seen) {
  tour.round([&](std::size_t i) {
    const auto one = child.next();
    const auto two = one ? child.next() : std::nullopt;
    if (two) seen[i].push_back(*two - *one);
  });
}

}  // namespace

std::vector<std::vector<Steps>> step_through(std::span<const calls::BoundLoop> loops,
                                             const calls::Arguments& arguments,
                                             std::string_view maps) {
  std::vector<calls::BoundLoop> all(loops.begin(), loops.end());
  all.push_back({calls::empty_loop, {}});
  const auto forked = fork_child();
  if (forked.process == 0) be_stepped_through(all, arguments);
  const Owners owners(maps);
  Stepped child(forked.process, owners);
  std::vector<std::vector<Steps>> seen(all.size());
  Tour tour(all.size(), order_seed);
  for (int look = 0; look < times_looked; ++look) add_look(tour, child, seen);
  if (seen.back().empty()) return {};
  const Steps iteration = seen.back().front();
  seen.pop_back();
  for (auto& ways : seen)
    for (auto& steps : ways) steps = steps - iteration;
  return seen;
}

}  // namespace vdsobench::timing
