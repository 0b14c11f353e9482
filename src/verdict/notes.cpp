#include "verdict/notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/libc_symbol.hpp"
#include "base/printable.hpp"
#include "host/libc.hpp"

namespace vdsobench::verdict {

namespace {

// 84 ns on Intel's Golden Cove and 116 ns on AMD's Zen 4, with their mitigations, in guests that
// enter the kernel without their hypervisor: 260 to 430 cycles. What switches page tables for it
// (PTI) stays below three times that.
constexpr double cycles_of_hardware = 300;
constexpr double dear = 10;
constexpr double unexplained = 3;

// A call, a return and the check for an error take 1 ns. A return that is mispredicted takes 35 to
// 70 ns (Zen 3 and 4 with Safe RET: getppid 116.3 ns inline, 162.4 in a function that returns,
// 118.7 where a jump takes the place of the return).
constexpr double mispredicted_return = 15;

// Those that every system call of a guest goes through. Of the others none is known to take part.
bool enters_with_guest(std::string_view hypervisor) {
  constexpr auto all = std::to_array<std::string_view>({"pvm", "xen", "uml", "gvisor"});
  return std::ranges::find(all, hypervisor) != all.end();
}

// A debugger lets calls pass. What stops at each (PTRACE_SYSCALL) makes them cost microseconds.
std::vector<std::string> done_at_each(const SyscallWork& work,
                                      const std::optional<TrapCost>& trap) {
  auto done = work.seen;
  const bool stops = trap && trap->cycles >= dear * cycles_of_hardware;
  if (!work.tracer.empty() && stops) done.push_back(work.tracer);
  return done;
}

}  // namespace

std::string run_by_note(const calls::ProcessFacts& process_facts) {
  if (process_facts.run_by.empty()) return {};
  return fmt::format(
      "{} stands between this program and the kernel: what is said here is of programs that it "
      "runs, not of the machine",
      printable_line(process_facts.run_by));
}

std::string libc_note(std::string_view measured, const Result<>& systems) {
  if (systems) return {};
  return fmt::format("libc here is the {} inside this program: {}", measured,
                     systems.reason().text);
}

std::string vsyscall_note(const calls::ProcessFacts& process_facts) {
  switch (image::vsyscall_mode(process_facts.mappings)) {
    case image::VsyscallMode::none:
      return "no vsyscall page: static programs from before 2012 or so that call it crash "
             "(vsyscall=xonly on the kernel's command line maps it)";
    case image::VsyscallMode::xonly:
    case image::VsyscallMode::emulate:
      return "the vsyscall page is emulated: a call to it costs more than the system call it was "
             "made to avoid";
  }
  return {};
}

std::string trap_note(const TrapCost& cost, std::string_view hypervisor) {
  // Where QEMU emulates the CPU, no hardware takes part.
  if (hypervisor == "none" || hypervisor == "qemu") return {};
  if (cost.cycles < dear * cycles_of_hardware) return {};
  return fmt::format(
      "a system call that does nothing costs {:.0f} ns here, where hardware needs about {:.0f}: "
      "the hypervisor ({}) {} part in every entry, so what stays in user space gains the more",
      cost.nanoseconds, cycles_of_hardware * cost.nanoseconds / cost.cycles, hypervisor,
      enters_with_guest(hypervisor) ? "takes" : "seems to take");
}

std::string wrapper_note(const TrapCost& cost) {
  if (cost.wrapper < mispredicted_return) return {};
  return fmt::format(
      "a system call costs {:.0f} ns more through the C library than by the bare instruction: the "
      "kernel refills the return predictor (a mitigation), so that the wrapper's return is "
      "mispredicted",
      cost.wrapper);
}

std::string work_note(const SyscallWork& work, const std::optional<TrapCost>& trap,
                      std::string_view hypervisor) {
  if (const auto done = done_at_each(work, trap); !done.empty())
    return fmt::format(
        "at every system call of this process the kernel also does: {}{}", fmt::join(done, ", "),
        trap ? fmt::format(" (with that, one that does nothing costs {:.0f} ns)", trap->nanoseconds)
             : "");
  if (work.unseen.empty() || !trap || hypervisor == "qemu" || enters_with_guest(hypervisor) ||
      trap->cycles < unexplained * cycles_of_hardware)
    return {};
  return fmt::format(
      "a system call that does nothing costs {:.0f} ns here, where hardware needs about {:.0f}: {} "
      "may take part, which only root can see",
      trap->nanoseconds, cycles_of_hardware * trap->nanoseconds / trap->cycles,
      fmt::join(work.unseen, " or "));
}

std::vector<std::string> notes(const calls::ProcessFacts& process_facts,
                               const std::optional<TrapCost>& trap, std::string_view hypervisor,
                               const SyscallWork& work) {
  std::vector<std::string> lines = {run_by_note(process_facts),
                                    libc_note(host::libc(), systems_libc()),
                                    vsyscall_note(process_facts)};
  // What is seen explains a cost before a hypervisor that is only suspected does.
  if (trap && (done_at_each(work, trap).empty() || enters_with_guest(hypervisor)))
    lines.push_back(trap_note(*trap, hypervisor));
  if (trap) lines.push_back(wrapper_note(*trap));
  lines.push_back(work_note(work, trap, hypervisor));
  std::erase(lines, "");
  return lines;
}

}  // namespace vdsobench::verdict
