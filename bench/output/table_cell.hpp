#pragma once

#include <string>

#include "bench/measure/measurement.hpp"
#include "bench/output/display.hpp"
#include "bench/output/footnotes.hpp"
#include "bench/output/verdict_text.hpp"

namespace vdsobench::bench {

/// A headline in the unit of the table, without interval: 25.6, or a whole number of instructions.
std::string headline_text(double value, const Measurement& measurement);

/// How cells of a table are written.
struct CellStyle {
  const Measurement& measurement;
  const Display& display;
  bool with_intervals;
  bool with_marks;
  bool with_signs = false;  // quiet_sign() behind each cost
};

/// A cost held against another, `alike` where their intervals overlap. Empty where one is not
/// known.
std::string ratio_cell(const Row* cost, const Row* reference);

/// Of exact mode, whose code a call's instructions are: the loop's, the C library's, the vDSO's and
/// the kernel's, as "3+11+58+0". Empty where that is not known.
std::string parts_cell(const Row& row);

/// What a call costs, or a note on why that is not known.
std::string cost_cell(const Row& row, const CellStyle& style, Footnotes& footnotes);

/// Where the C library's call was answered, with the number of the verdict's reason.
std::string answers_cell(const VerdictGroup& group, const Display& display);

}  // namespace vdsobench::bench
