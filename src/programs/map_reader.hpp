#pragma once

#include <cstddef>
#include <functional>

namespace vdsobench::programs {

/// One element of a BPF map.
using ReadElement = std::function<void(const std::byte* key, const std::byte* value)>;

/// All elements of a hash map, in a few system calls (Linux 5.6). What is added or deleted
/// meanwhile may be among them or not. False, and errno, where the kernel refuses.
bool read_map(int map, std::size_t key_size, std::size_t value_size, const ReadElement& read);

}  // namespace vdsobench::programs
