#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/root.hpp"

namespace vdsobench::host {

using Context = std::vector<std::pair<std::string, std::string>>;

/// What the files of this machine tell, under the names of keys.hpp; `cpu` is the one measured on.
/// What cannot be read has no key. What only a run knows is added by the run.
Context host_context(const Root& root, int cpu = 0,
                     const std::vector<std::string>& hypervisor_signatures = {});

}  // namespace vdsobench::host
