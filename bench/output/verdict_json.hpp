#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "bench/measure/measurement.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

/// What a run says about its calls besides figures.
struct Told {
  std::vector<verdict::Verdict> verdicts;
  std::vector<std::string> notes;
  bool explained = true;  // false: verdicts are what outcomes alone say, of a file without any
};

/// As it stands in a result's context: one text, for every value there is one. Results have a
/// hundred calls and few reasons, so each is given once, with all that it holds for.
std::string verdict_json(const Told& told, const Measurement& measurement);

/// The same read again. Reasons of calls that work go into the measurement's rows; functions that
/// this version does not know are left out. Texts are printable, and as long as a run's at most.
Result<Told> read_verdict(std::string_view json, Measurement& measurement);

}  // namespace vdsobench::bench
