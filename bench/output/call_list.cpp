#include "bench/output/call_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bench/output/footnotes.hpp"
#include "calls/call.hpp"

namespace vdsobench::bench {

namespace {

std::string availability(const verdict::Finding& finding, Footnotes& footnotes) {
  const auto by = finding.evidence.call->function->by_default ? "" : ", measured with --all";
  if (verdict::works(finding.outcome)) return fmt::format("available{}", by);
  return fmt::format("{} {}", to_string(finding.outcome), footnotes.refer_to(finding.reason));
}

bool has_path(std::span<const verdict::Finding> findings, const calls::Path* path) {
  return std::ranges::any_of(
      findings, [path](const auto& finding) { return finding.evidence.call->path == path; });
}

}  // namespace

std::string call_list(std::span<const verdict::Finding> findings, const Display& display) {
  std::size_t width = 0;
  for (const auto& finding : findings)
    width = std::max(width, finding.evidence.call->name().size());
  Footnotes footnotes;
  std::string text;
  for (const auto& finding : findings)
    text +=
        labelled(finding.evidence.call->name(), width, availability(finding, footnotes), display);
  text += "\n";
  constexpr std::size_t longest_path = 8;
  for (const auto* path : calls::all_paths())
    if (has_path(findings, path))
      text += labelled(path->name, longest_path, path->meaning, display);
  return text + footnotes.lines(display);
}

}  // namespace vdsobench::bench
