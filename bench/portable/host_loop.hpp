#pragma once

#include "bench/portable/host_libc.hpp"
#include "calls/loop.hpp"

namespace vdsobench {

/// A loop over a function of the system's library, to be run as any other: it goes over to that
/// library's thread, and comes back with its errno. For one thread of this program at a time.
calls::BoundLoop on_hosts_thread(const HostLibc& host, const calls::BoundLoop& loop);

}  // namespace vdsobench
