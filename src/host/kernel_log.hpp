#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/file_descriptor.hpp"
#include "base/root.hpp"

namespace vdsobench::host {

/// What the kernel itself wrote to its log, oldest first; nothing where this user may not read it.
std::vector<std::string> kernel_log(const Root& root);

/// What the kernel itself wrote, as dmesg(1) shows it.
struct LogMessage {
  std::string stamp;  // seconds since the kernel's start, such as "[   12.345678]"
  std::string text;
};

/// A place in the log, after all that is in it so far; none where this user may not read it.
FileDescriptor end_of_kernel_log(const Root& root);

/// The clocksource in what clocksource_select() of kernel/time/clocksource.c says of every change;
/// empty for another message.
std::string clocksource_switched_to(std::string_view message);

/// What the kernel itself has written since, or since the last time that this was asked.
std::vector<LogMessage> kernel_log_since(const FileDescriptor& place);

}  // namespace vdsobench::host
