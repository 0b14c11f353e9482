#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "programs/events.hpp"

namespace vdsobench::bench {

/// Such as "2026-11-29T11:32:05Z the clocksource is hpet, and was tsc; the kernel: [ ...] ...".
std::string event_line(const programs::Event& event);

/// The same for a service that logs it: "event", "time", "text", and where there are such "kernel"
/// and "pid".
nlohmann::json event_json(const programs::Event& event);

}  // namespace vdsobench::bench
