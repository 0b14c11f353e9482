#include "entries/attach.hpp"

#include <array>
#include <utility>

#include "calls/paths/vsyscall.hpp"
#include "entries/capabilities.hpp"
#include "entries/ebpf_counter.hpp"
#include "entries/perf_counter.hpp"
#include "entries/proof.hpp"
#include "entries/seccomp_counter.hpp"

namespace vdsobench::entries {

namespace {

using Attempt = Result<std::unique_ptr<Counter>>;

Attempt open(Method method, Messages messages) {
  if (method == Method::ebpf) return ebpf_counter(messages);
  if (method == Method::perf) return perf_counter();
  return seccomp_counter();
}

Result<Bounds> take_bounds(std::chrono::milliseconds longest) {
  constexpr std::chrono::seconds patience(1);  // another one counts for some 50 ms
  auto deadline = Deadline::in(longest);
  if (!deadline) return deadline.reason();
  Bounds bounds = {std::move(deadline).value(), {}};
  if (!lent_capabilities()) return bounds;
  auto lock = UserLock::take("counter", patience);
  if (!lock) return lock.reason();
  bounds.lock.emplace(std::move(lock).value());
  return bounds;
}

Result<Opened> open_bounded(Method method, Messages messages, std::chrono::milliseconds longest,
                            const EmulatedCall& emulated) {
  Opened opened;
  if (method != Method::seccomp) {
    auto bounds = take_bounds(longest);
    if (!bounds) return bounds.reason();
    opened.bounds.emplace(std::move(bounds).value());
  }
  auto counter = open(method, messages);
  if (!counter) return counter.reason();
  opened.counter = std::move(counter).value();
  if (const auto proved = prove(*opened.counter); !proved) return proved.reason();
  if (emulated) opened.counts_page = prove_for_page(*opened.counter, *emulated);
  return opened;
}

// The best first.
std::vector<Method> methods_of(Method method) {
  if (method == Method::off) return {};
  if (method != Method::automatic) return {method};
  return {Method::ebpf, Method::perf, Method::seccomp};
}

}  // namespace

std::string_view name_of(Method method) {
  constexpr std::array names = {"auto", "ebpf", "perf", "seccomp", "off"};
  return names[static_cast<std::size_t>(method)];
}

Result<Count> Opened::count(const calls::BoundCall& call, const calls::Arguments& arguments,
                            std::uint64_t n) const {
  const bool to_page = call.call->path->name == calls::paths::Vsyscall::name;
  if (to_page && !counts_page) return counts_page.reason();
  return counter->count(call, arguments, n);
}

// In gVisor a filter's trap never steps over a call into the vsyscall page, so that no count of it
// ends: that is no reason to count nothing else.
//
// No child may be forked while anything is attached: it would hold what is attached, without the
// deadline. So what is tried in a child is tried before.
Attached attach(Method method, Messages messages, std::chrono::milliseconds longest) {
  Attached attached;
  may_drop_capabilities();
  const auto emulated = method == Method::off ? EmulatedCall() : emulated_call();
  const auto methods = methods_of(method);
  for (const auto candidate : methods) {
    auto attempt = open_bounded(candidate, messages, longest, emulated);
    const auto complete = attempt ? attempt.value().counts_page : Result<>(attempt.reason());
    if (complete || (attempt && candidate == methods.back())) {
      attached.opened.emplace(std::move(attempt).value());
      break;
    }
    attached.not_used.push_back({std::string(name_of(candidate)), complete.reason().text});
  }
  // What was opened stays open. Where a sandbox forbids this, there was nothing to give up.
  (void)drop_capabilities();
  return attached;
}

}  // namespace vdsobench::entries
