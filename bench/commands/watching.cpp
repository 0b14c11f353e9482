#include "bench/commands/watching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

#include "base/version.hpp"
#include "bench/exit_status.hpp"
#include "entries/capabilities.hpp"

namespace vdsobench::bench {

namespace {

// One watch a user, of those who may not attach as many programs as they like.
std::optional<entries::UserLock> take_lock(bool needed) {
  if (!needed) return {};
  auto lock = entries::UserLock::take("watch", std::chrono::seconds(1));
  if (!lock) throw MeasurementError(lock.reason().text);
  return std::move(lock).value();
}

}  // namespace

programs::Here facts_here() { return {calls::own_process_facts(), verdict::machine_facts({})}; }

// To look at other users' processes takes the first two, which are not for who may not anyway.
// Before 5.19 (commit c8644cd0efe7) maps are not read without the last where
// kernel.unprivileged_bpf_disabled is set.
void give_up_capabilities(const programs::Here& here, bool lent,
                          std::vector<entries::Capability> also) {
  using entries::Capability;
  auto& kept = also;
  if (!lent) kept.insert(kept.end(), {Capability::sys_ptrace, Capability::dac_read_search});
  if (is_older(here.process_facts.release, "Linux 5.19")) kept.push_back(Capability::bpf);
  // What was opened stays open. Where a sandbox forbids this, there was nothing to give up.
  (void)entries::keep_only(kept);
}

Watching start_watching(programs::Filter filter, const std::string& name,
                        entries::Messages messages) {
  auto here = facts_here();
  programs::Events events(Root{});  // it opens the kernel's log, which may take a capability
  filter.only_own = entries::lent_capabilities();
  auto lock = take_lock(filter.only_own);
  entries::may_drop_capabilities();  // found out by a child, which must not hold what is attached
  entries::take_up_lent_capabilities();
  auto hooks = programs::Hooks::attach(filter, messages);
  give_up_capabilities(here, filter.only_own);
  if (!hooks)
    throw MeasurementError(
        fmt::format("watching takes eBPF, which cannot be had: {}", hooks.reason().text));
  return {std::move(lock), {std::move(hooks).value(), std::move(here), name}, std::move(events)};
}

void look(Watching& watching) {
  if (watching.events.look()) watching.watcher.explain_by(facts_here());
  watching.watcher.look();
}

programs::Interval watch_for(Watching& watching, std::chrono::duration<double> time) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::duration<double> between_looks(1);
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(time);
  while (Clock::now() < end) {
    const std::chrono::duration<double> left = end - Clock::now();
    std::this_thread::sleep_for(std::min(left, between_looks));
    look(watching);
  }
  return watching.watcher.take();
}

}  // namespace vdsobench::bench
