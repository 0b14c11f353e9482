#pragma once

#include <string>
#include <string_view>

#include "image/elf_file.hpp"

namespace vdsobench::programs {

/// The kind of C library that a shared file is, by its name: "glibc", "musl" or "bionic"; empty for
/// another file.
std::string_view libc_by_name(std::string_view file);

/// Its release, such as "2.36", as the file of a glibc tells it; empty where it does not.
std::string glibc_release(int descriptor);

/// What stands in for the C library in a program without a loader, such as "Go 1.22.1", "static
/// glibc 2.36" or "static".
std::string library_inside(int descriptor, const image::ElfFile& file);

}  // namespace vdsobench::programs
