#include "host/affinity.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "base/process.hpp"
#include "base/sandbox.hpp"
#include "host/cpu_list.hpp"

namespace vdsobench::host {

namespace {

// Whether a filter answers sched_setaffinity(2) in some way other than to kill.
bool may_ask() {
  static const bool survived = is_survived([] { sched_setaffinity(0, 0, nullptr); });
  return survived;
}

// The kernel moves the thread before it answers. gVisor's answers, and tells of other CPUs.
bool is_on(int cpu) {
  const int now = sched_getcpu();
  if (now < 0 || now == cpu) return true;  // where that is not known, nothing is held against it
  errno = ENOTSUP;
  return false;
}

}  // namespace

std::vector<cpu_set_t> mask_of(int cpu) {
  const auto number = static_cast<std::size_t>(cpu);
  std::vector<cpu_set_t> mask(number / CPU_SETSIZE + 1);
  CPU_SET_S(number, mask.size() * sizeof(cpu_set_t), mask.data());
  return mask;
}

bool stay_on(int cpu) {
  if (cpu < 0 || cpu >= cpu_limit) {
    errno = EINVAL;  // as the kernel has it for a CPU that there is not
    return false;
  }
  if (!may_ask()) {
    errno = EPERM;  // as where the filter denies it
    return false;
  }
  const auto mask = mask_of(cpu);
  return sched_setaffinity(0, mask.size() * sizeof(cpu_set_t), mask.data()) == 0 && is_on(cpu);
}

bool can_stay_on(int cpu) {
  may_ask();  // or the child would fork to find out
  const auto child = fork_child();
  if (child.process == 0) _exit(stay_on(cpu) ? 0 : 1);
  const int status = wait_for(child.process);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace vdsobench::host
