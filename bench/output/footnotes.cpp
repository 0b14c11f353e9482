#include "bench/output/footnotes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vdsobench::bench {

namespace {

std::string bracketed(std::size_t index) { return fmt::format("[{}]", index + 1); }

}  // namespace

Footnotes::Footnotes(std::vector<std::string> elsewhere)
    : texts_(std::move(elsewhere)), elsewhere_(texts_.size()) {}

std::string Footnotes::refer_to(std::string_view text) {
  const auto found = std::ranges::find(texts_, text);
  const auto index = static_cast<std::size_t>(found - texts_.begin());
  if (found == texts_.end()) texts_.emplace_back(text);
  return bracketed(index);
}

std::string Footnotes::lines(const Display& display) const {
  std::string text;
  for (std::size_t i = elsewhere_; i < texts_.size(); ++i) {
    const auto number = bracketed(i) + " ";
    text += number + flowed_words(texts_[i], {display.width, number.size(), number.size()}) + "\n";
  }
  return text;
}

}  // namespace vdsobench::bench
