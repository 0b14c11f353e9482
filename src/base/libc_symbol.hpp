#pragma once

#include <string>

#include "base/result.hpp"

namespace vdsobench {

/// Where the C library that is measured has what it offers under a name (of what another library
/// offers there, that); null without. IFUNCs are resolved.
void* libc_symbol(const std::string& name);

/// The C library that is part of this program's own file, such as "glibc 2.36"; empty in a program
/// that was loaded with the system's. bench/portable/static_libc.cpp has the other answers.
std::string libc_inside();

/// Is the one that is measured the system's? The reason says why it is the one inside instead.
Result<> systems_libc();

/// Has the one inside measured, if there is one: for what a library that this program was not
/// started with cannot do, which is to serve several threads. Before anything asks for a symbol.
void measure_libc_inside();

}  // namespace vdsobench
