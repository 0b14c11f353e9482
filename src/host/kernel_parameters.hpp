#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vdsobench::host {

/// The parameters of a kernel command line that bear on these calls, in their order. Results are
/// shared publicly and a command line may hold secrets: what is not known to be harmless is
/// dropped.
std::vector<std::string> shareable_parameters(std::string_view command_line);

}  // namespace vdsobench::host
