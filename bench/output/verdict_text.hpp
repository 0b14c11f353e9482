#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bench/output/display.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

/// Verdicts that say the same.
struct VerdictGroup {
  const verdict::Verdict* first;
  std::vector<std::string_view> functions;
  std::size_t number;  // by which a table refers to its reason, from 1; 0 where it has none
};

/// What has to be the same: what people read, or that and the outcome.
enum class SameBy { words, words_and_outcome };

/// In the order of the first of each.
std::vector<VerdictGroup> grouped(std::span<const verdict::Verdict> verdicts,
                                  SameBy by = SameBy::words);

Tone tone_of(verdict::Grade grade);

/// Lines below a headline: why, and what to do, a step a line. Nothing for what is empty.
std::string why_and_remedy(std::string_view reason, std::string_view remedy,
                           const Display& display);

enum class Numbers { shown, hidden };

/// The verdicts for people, a line each and their remedies; the same reason is given once, with all
/// the functions that it holds for. Then the notes.
std::string verdict_text(std::span<const verdict::Verdict> verdicts,
                         std::span<const std::string> notes, const Display& display,
                         Numbers numbers);

}  // namespace vdsobench::bench
