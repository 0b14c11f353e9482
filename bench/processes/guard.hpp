#pragma once

#include <functional>

namespace vdsobench::bench {

/// Does the whole of a command and gives its exit status: where a seccomp filter is active in a
/// child, so that what the filter kills is not silent. Ends as the child did. Throws
/// MeasurementError where that died of the filter, and what `work` throws.
int guarded(const std::function<int()>& work);

}  // namespace vdsobench::bench
