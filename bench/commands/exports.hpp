#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/output/display.hpp"
#include "calls/process_facts.hpp"

namespace vdsobench::bench {

/// The name of a vDSO's function as the C library has it: "gettimeofday" of "__vdso_gettimeofday".
std::string_view without_prefix(std::string_view symbol);

/// A function that the vDSO of this process exports, under one or more names.
struct Export {
  std::string symbol;                       // after the vDSO's prefix
  std::vector<std::string_view> functions;  // that measure it, by their names
  std::string why_not;                      // no function does; empty where some do
};

/// Each once, in the order of the image. Empty where there is none.
std::vector<Export> exports_of(const calls::ProcessFacts& process_facts);

/// A line or more for each that nothing measures. Empty where every one has a row.
std::string unmeasured_text(const std::vector<Export>& exports, const Display& display);

}  // namespace vdsobench::bench
