#include "entries/attach.hpp"

#include <array>
#include <utility>

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

Attempt open_proved(Method method, Messages messages) {
  auto opened = open(method, messages);
  if (!opened) return opened;
  auto counter = std::move(opened).value();
  if (const auto proved = prove(*counter); !proved) return Reason{proved.reason()};
  return counter;
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

Attached attach(Method method, Messages messages) {
  Attached attached;
  for (const auto candidate : methods_of(method)) {
    auto attempt = open_proved(candidate, messages);
    if (attempt) {
      attached.counter = std::move(attempt).value();
      break;
    }
    attached.not_used.push_back({std::string(name_of(candidate)), attempt.reason()});
  }
  // What was opened stays open. Where a sandbox forbids this, there was nothing to give up.
  (void)static_cast<bool>(drop_capabilities());
  return attached;
}

}  // namespace vdsobench::entries
