#pragma once

#include <optional>
#include <string>

#include "base/root.hpp"

namespace vdsobench::host {

struct Kernel {
  std::string release;                    // uname -r
  std::string version;                    // uname -v
  std::string machine;                    // uname -m
  std::optional<std::string> parameters;  // the shareable ones; absent where /proc/cmdline is
};

Kernel kernel(const Root& root);

}  // namespace vdsobench::host
