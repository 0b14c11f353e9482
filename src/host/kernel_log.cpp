#include "host/kernel_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/printable.hpp"
#include "base/text.hpp"

namespace vdsobench::host {

namespace {

// One record a read, until EAGAIN: Documentation/ABI/testing/dev-kmsg. EPIPE means that records
// were overwritten before they were read; the next read goes on with the oldest that is left. What
// has no end (a log that is written to faster than read, another file in its place) is cut.
std::string read_all(int file) {
  constexpr int most_reads = 1'000'000;
  constexpr std::size_t most = std::size_t{64} << 20;  // above any log_buf_len that is usual
  std::string text;
  std::array<char, 8192> buffer{};  // CONSOLE_EXT_LOG_MAX, the longest record
  for (int reads = 0; reads < most_reads && text.size() < most; ++reads) {
    const ssize_t length = ::read(file, buffer.data(), buffer.size());
    if (length > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(length));
    } else if (length == 0 || (errno != EPIPE && errno != EINTR)) {
      break;
    }
  }
  return text;
}

FileDescriptor open_log(const Root& root) {
  return FileDescriptor(::open(root.at("dev/kmsg").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

// As dmesg(1) prints it.
std::string stamp_of(std::uint64_t microseconds) {
  constexpr std::uint64_t second = 1'000'000;
  return fmt::format("[{:5}.{:06}]", microseconds / second, microseconds % second);
}

// "priority,sequence,microseconds,flags;message". Facility 0 is the kernel; others are processes
// that wrote to the log, which are no evidence. Lines of key=value begin with a blank.
std::optional<LogMessage> kernel_message(std::string_view record) {
  constexpr unsigned levels_in_a_facility = 8;
  const auto message = record.find(';');
  if (message == std::string_view::npos) return {};
  const auto fields = split(record.substr(0, message), ",");
  const auto priority =
      fields.empty() ? levels_in_a_facility : leading_number(fields[0], levels_in_a_facility);
  if (priority >= levels_in_a_facility) return {};
  const auto time = fields.size() > 2 ? leading_number<std::uint64_t>(fields[2]) : 0;
  return LogMessage{stamp_of(time), printable_line(record.substr(message + 1))};
}

}  // namespace

std::vector<std::string> kernel_log(const Root& root) {
  std::vector<std::string> texts;
  for (auto& message : kernel_log_since(open_log(root))) texts.push_back(std::move(message.text));
  return texts;
}

FileDescriptor end_of_kernel_log(const Root& root) {
  auto log = open_log(root);
  if (log) lseek(log.number(), 0, SEEK_END);
  return log;
}

std::string clocksource_switched_to(std::string_view message) {
  constexpr std::string_view before_name = "Switched to clocksource ";
  const auto place = message.find(before_name);
  return std::string(place == message.npos ? "" : message.substr(place + before_name.size()));
}

std::vector<LogMessage> kernel_log_since(const FileDescriptor& place) {
  if (!place) return {};
  const std::string text = read_all(place.number());
  std::vector<LogMessage> messages;
  for (const std::string& record : split(text, "\n"))
    if (auto message = kernel_message(record)) messages.push_back(std::move(*message));
  return messages;
}

}  // namespace vdsobench::host
