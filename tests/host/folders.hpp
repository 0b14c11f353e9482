#pragma once

#include <string>

namespace vdsobench::host {

/// Where Linux tells of CPUs and of clocksources, below the root of a made-up system.
inline const std::string cpu_folder = "sys/devices/system/cpu/";
inline const std::string clock_folder = "sys/devices/system/clocksource/clocksource0/";

}  // namespace vdsobench::host
