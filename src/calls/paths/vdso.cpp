#include "calls/paths/vdso.hpp"

#include <fmt/format.h>

#include "arch/arch.hpp"

namespace vdsobench::calls::paths {

Result<Target> Vdso::resolve(const Function& function, const ProcessFacts& process_facts) {
  if (!process_facts.vdso) return process_facts.vdso.reason();
  const image::LiveImage& image = process_facts.vdso.value();
  const auto exported = fmt::format("{}{}", arch::vdso_prefix, function.symbol);
  const auto symbol = image.symbols.find(exported, arch::vdso_version);
  if (!symbol) return Reason{fmt::format("this kernel's vDSO has no {}", exported)};
  return reinterpret_cast<Target>(image.base + symbol->offset);
}

}  // namespace vdsobench::calls::paths
