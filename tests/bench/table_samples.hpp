#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/measure/measurement.hpp"
#include "verdict/verdict.hpp"

// Whole measurements, as tables show them.

namespace vdsobench::bench {

struct Sample {
  Measurement measurement;
  std::vector<verdict::Verdict> verdicts;
};

/// A guest of a hypervisor whose system calls are dear, with a vsyscall page and an old C library.
Sample guest_sample();

/// The same calls, each at a cost of its own: `ns` is asked for every row in turn.
Sample guest_sample_at(const std::function<double()>& ns);

/// A verdict for every call of the C library.
std::vector<verdict::Verdict> verdicts_of(const Measurement& measurement);

/// A text in lines, without its escape sequences.
std::vector<std::string> plain_lines(const std::string& text);

/// The longest of them.
std::size_t widest_line(const std::string& text);

}  // namespace vdsobench::bench
