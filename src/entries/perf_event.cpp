#include "entries/perf_event.hpp"

#include <fmt/format.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>

#include "base/root.hpp"
#include "entries/obstacles.hpp"

namespace vdsobench::entries {

namespace {

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// tracefs is mounted at the first of these, on older systems only inside debugfs.
std::optional<std::uint64_t> id_of(std::string_view tracepoint) {
  for (const auto* root : {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"})
    if (const auto text = Root{}.read(fmt::format("{}/events/{}/id", root, tracepoint)))
      return number_in(*text);
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
  FileDescriptor file(static_cast<int>(
      syscall(SYS_perf_event_open, &attributes, 0, -1, group, PERF_FLAG_FD_CLOEXEC)));
  if (!file) return Reason{perf_obstacle(errno)};
  return PerfEvent(std::move(file));
}

}  // namespace vdsobench::entries
