#pragma once

#include "bench/measure/confirmation.hpp"
#include "bench/measure/measurement.hpp"
#include "bench/output/verdict_json.hpp"
#include "calls/process_facts.hpp"
#include "host/context.hpp"

namespace vdsobench::bench {

/// What is known of the machine without measuring: the host's keys and those of this process's
/// mappings. Each key: results/README.md.
host::Context machine_context(const calls::ProcessFacts& process_facts, int cpu);

/// Empty where the context lacks it.
std::string_view value_of(const host::Context& context, std::string_view key);

/// Adds how entries were counted.
void add_confirmation(host::Context& context, const Confirmation& confirmation);

/// Adds what only the run itself knows.
void add_run(host::Context& context, const Measurement& measurement, const MeasurementPlan& plan);

/// Adds what is said of the calls: verdict_json().
void add_verdict(host::Context& context, const Told& told, const Measurement& measurement);

void add_warnings(host::Context& context, const std::vector<std::string>& warnings);

}  // namespace vdsobench::bench
