#include "entries/perf_event.hpp"

#include <fmt/format.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "entries/obstacles.hpp"
#include "entries/small_file.hpp"

namespace vdsobench::entries {

namespace {

// tracefs is mounted at the first of these, on older systems only inside debugfs.
std::optional<std::uint64_t> id_of(std::string_view tracepoint) {
  for (const auto* root : {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"})
    if (const auto id = read_small_file(fmt::format("{}/events/{}/id", root, tracepoint));
        !id.empty())
      return std::stoull(id);
  return std::nullopt;
}

}  // namespace

Result<PerfEvent> PerfEvent::open(std::string_view tracepoint, const PerfEvent* leader) {
  const auto id = id_of(tracepoint);
  if (!id) return Reason{tracefs_obstacle()};
  perf_event_attr attributes = {};
  attributes.type = PERF_TYPE_TRACEPOINT;
  attributes.size = sizeof attributes;
  attributes.config = *id;
  attributes.read_format = PERF_FORMAT_GROUP;
  const int group = leader == nullptr ? -1 : leader->descriptor();
  const long descriptor =
      syscall(SYS_perf_event_open, &attributes, 0, -1, group, PERF_FLAG_FD_CLOEXEC);
  if (descriptor < 0) return Reason{perf_obstacle(errno)};
  return PerfEvent(static_cast<int>(descriptor));
}

PerfEvent::~PerfEvent() {
  if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace vdsobench::entries
