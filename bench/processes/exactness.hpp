#pragma once

#include "calls/known.hpp"
#include "timing/figures.hpp"

namespace vdsobench::bench {

/// Whether a tick really was an instruction, by what is known: throws MeasurementError if not.
void prove_exactness(const calls::Known& known, const timing::Samples& samples);

/// The same of all that is known, measured here. Gives the counter's rate, which is an
/// instruction's.
double prove_exactness();

/// The same tried in this process, before anything else is done: throws UsageError where it cannot
/// count instructions.
void require_instruction_clock();

}  // namespace vdsobench::bench
