#pragma once

#include <sys/mman.h>

namespace vdsobench {

/// Memory that this process shares with the children that it forks, zeros to begin with; or none,
/// and errno, where there is none to be had.
template <class Content>
class SharedMemory {
 public:
  SharedMemory()
      : memory_(mmap(nullptr, sizeof(Content), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                     -1, 0)) {}
  ~SharedMemory() {
    if (*this) munmap(memory_, sizeof(Content));
  }
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  explicit operator bool() const { return memory_ != MAP_FAILED; }
  Content& operator*() const { return *static_cast<Content*>(memory_); }

 private:
  void* memory_;
};

}  // namespace vdsobench
