#pragma once

#include <string>

namespace vdsobench::bench {

/// This program and all that is inside its file, a line for each, with version and licence.
/// Libraries that it loads are not inside it.
std::string licences();

}  // namespace vdsobench::bench
