#include <fmt/format.h>

#include "programs/hooks.hpp"

namespace vdsobench::programs {

struct Hooks::Object {};

Hooks::Hooks(std::unique_ptr<Object> object) : object_(std::move(object)) {}
Hooks::Hooks(Hooks&& other) noexcept = default;
Hooks::~Hooks() = default;

// VDSOBENCH_BPF_LACKS is what cmake/bpf.cmake did not find.
Result<Hooks> Hooks::attach(const Filter&, entries::Messages) {
  return Reason{fmt::format("this build has no eBPF, for want of {}", VDSOBENCH_BPF_LACKS)};
}

Way Hooks::way() const { return {}; }
std::vector<std::string> Hooks::functions() const { return {}; }
std::vector<Count> Hooks::counts() const { return {}; }
ByFunction Hooks::others() const { return {}; }
Result<ByFunction> Hooks::lost() const { return ByFunction{}; }
void Hooks::forget(const Entry&) {}

}  // namespace vdsobench::programs
