#include "bench/output/context_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "host/keys.hpp"

namespace vdsobench::bench {

namespace {

struct Vulnerability {
  std::string name;
  std::string state;  // "Not affected", "Vulnerable: why", "Mitigation: how" and the like
};

// "name: state; name: state", as host::mitigations() has it.
std::vector<Vulnerability> vulnerabilities(std::string_view text) {
  std::vector<Vulnerability> all;
  for (const auto& part : split(text, ";")) {
    const auto each = trimmed(part);
    const auto colon = each.find(": ");
    if (colon == std::string_view::npos)
      all.push_back({std::string(each), "unknown"});
    else
      all.push_back({std::string(each.substr(0, colon)), std::string(each.substr(colon + 2))});
  }
  return all;
}

constexpr std::string_view unaffected = "Not affected";

// The worst first: "KVM: Vulnerable", "Processor vulnerable" and "SMT vulnerable" are open, too.
int rank(const Vulnerability& each) {
  if (each.state == unaffected) return 2;
  return each.state.find("ulnerable") == std::string::npos ? 1 : 0;
}

// A key or a name, and what is said of it, in a column of its own.
struct Said {
  std::string head, text;
};

std::string lines_text(const std::vector<Said>& lines, const Display& display) {
  std::size_t width = 0;
  for (const auto& line : lines) width = std::max(width, line.head.size());
  std::string text;
  for (const auto& [head, said] : lines) text += labelled("  " + head, width + 2, said, display);
  return text;
}

std::string mitigations_text(std::string_view value, const Display& display) {
  auto all = vulnerabilities(value);
  std::ranges::stable_sort(all, {}, rank);
  std::vector<Said> lines;
  std::vector<std::string> names;
  for (const auto& each : all) {
    if (each.state == unaffected)
      names.push_back(each.name);
    else
      lines.push_back({each.name, each.state});
  }
  if (!names.empty()) lines.push_back({"not affected", fmt::format("{}", fmt::join(names, ", "))});
  return "Mitigations\n" + lines_text(lines, display);
}

}  // namespace

std::string context_text(const host::Context& context, const Display& display) {
  std::string text;
  std::vector<Said> lines;
  for (const auto& [key, value] : context) {
    if (key == host::keys::mitigations)
      text += mitigations_text(value, display) + "\n";
    else
      lines.push_back({key, value});
  }
  return text + "Context\n" + lines_text(lines, display);
}

}  // namespace vdsobench::bench
