#include <fmt/format.h>

#include "entries/ebpf_counter.hpp"
#include "entries/tracing_programs.hpp"

namespace vdsobench::entries {

// VDSOBENCH_BPF_LACKS is what cmake/bpf.cmake did not find.
Result<std::unique_ptr<Counter>> ebpf_counter(Messages) {
  return Reason{fmt::format("this build has none, for want of {}", VDSOBENCH_BPF_LACKS)};
}

Result<std::vector<std::string>> tracing_programs() {
  return Reason{fmt::format("this build cannot look, for want of {}", VDSOBENCH_BPF_LACKS)};
}

}  // namespace vdsobench::entries
