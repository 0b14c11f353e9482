#pragma once

#include <span>
#include <string>

#include "calls/surroundings.hpp"
#include "verdict/verdict.hpp"

namespace vdsobench::bench {

/// The verdicts for people, a line each and their remedies; the same reason is given once, with all
/// the functions that it holds for.
std::string verdict_text(std::span<const verdict::Verdict> verdicts,
                         const calls::Surroundings& surroundings, bool colour);

}  // namespace vdsobench::bench
