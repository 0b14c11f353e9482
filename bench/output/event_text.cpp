#include "bench/output/event_text.hpp"

#include <fmt/chrono.h>

namespace vdsobench::bench {

namespace {

// Of the day's time zone nothing is known where logs of several machines come together.
std::string time_text(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace

std::string event_line(const programs::Event& event) {
  auto text = fmt::format("{} {}", time_text(event.seen), event.text);
  if (!event.kernels_line.empty()) text += "; the kernel: " + event.kernels_line;
  return text;
}

nlohmann::json event_json(const programs::Event& event) {
  nlohmann::json object = {
      {"event", to_string(event.kind)}, {"time", time_text(event.seen)}, {"text", event.text}};
  if (!event.kernels_line.empty()) object["kernel"] = event.kernels_line;
  if (event.process != 0) object["pid"] = event.process;
  return object;
}

}  // namespace vdsobench::bench
