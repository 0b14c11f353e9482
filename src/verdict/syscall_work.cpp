#include "verdict/syscall_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "entries/audit.hpp"
#include "entries/tracing_programs.hpp"
#include "host/cpu_list.hpp"

namespace vdsobench::verdict {

namespace {

std::string counted(std::string_view number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == "1" ? "" : "s");
}

// proc_pid_status(5); the number of filters since Linux 5.9.
void add_seccomp(const std::string& status, SyscallWork& work) {
  if (field(status, "Seccomp").value_or("0") != "2") return;
  const auto filters = field(status, "Seccomp_filters");
  work.seen.push_back(filters ? counted(*filters, "seccomp filter") : "seccomp filters");
}

void add_tracer(const Root& root, const std::string& status, SyscallWork& work) {
  const auto tracer = field(status, "TracerPid").value_or("0");
  if (tracer == "0") return;
  const auto name = root.read(fmt::format("proc/{}/comm", tracer)).value_or("?");
  work.tracer = fmt::format("{} (process {}), which traces this one", name, tracer);
}

void add_audit(SyscallWork& work) {
  const auto state = entries::audit();
  if (!state) return work.unseen.push_back("audit rules");
  const auto& [on, exempted, rules] = state.value();
  if (!on || exempted) return;
  work.seen.push_back(
      fmt::format("audit ({}; for processes that start later: sudo auditctl -a never,task)",
                  counted(fmt::format("{}", rules), "rule")));
}

void add_programs(SyscallWork& work) {
  const auto programs = entries::tracing_programs();
  if (!programs) return work.unseen.push_back("tracing programs");
  for (const auto& name : programs.value())
    work.seen.push_back(fmt::format("the BPF program {}", name));
}

// "0" none of the events, "1" all of them, "X" some: Documentation/trace/events.rst.
bool traces_calls(const Root& root, const std::string& instance) {
  constexpr std::array systems = {"raw_syscalls", "syscalls"};
  return std::ranges::any_of(systems, [&](const auto* system) {
    const auto on = root.read(fmt::format("{}/events/{}/enable", instance, system)).value_or("0");
    return on == "1" || on == "X";
  });
}

void add_events(const Root& root, SyscallWork& work) {
  const std::string tracefs = "sys/kernel/tracing";
  std::vector<std::string> instances = {tracefs};
  for (const auto& name : root.list(tracefs + "/instances"))
    instances.push_back(tracefs + "/instances/" + name);
  for (const auto& instance : instances)
    if (traces_calls(root, instance))
      work.seen.push_back(fmt::format("events of system calls traced in /{}", instance));
}

// Its context tracking: Documentation/timers/no_hz.rst.
void add_context_tracking(const Root& root, int cpu, SyscallWork& work) {
  const auto tracked = root.read("sys/devices/system/cpu/nohz_full").value_or("");
  if (host::parse_cpu_list(tracked).contains(cpu))
    work.seen.push_back(fmt::format("context tracking (CPU {} is in nohz_full)", cpu));
}

}  // namespace

SyscallWork syscall_work(const Root& root, int cpu) {
  SyscallWork work;
  const auto status = root.read("proc/self/status").value_or("");
  add_seccomp(status, work);
  add_tracer(root, status, work);
  add_context_tracking(root, cpu, work);
  add_events(root, work);
  add_programs(work);
  add_audit(work);
  return work;
}

}  // namespace vdsobench::verdict
