#pragma once

#include <string>

namespace vdsobench {

/// Where the C library has what it offers under a name (of what another library offers there,
/// that); null without. IFUNCs are resolved. A static program brings a definition of its own.
void* libc_symbol(const std::string& name);

/// Is the C library part of this program's own file, whichever one the system has?
bool libc_is_inside();

}  // namespace vdsobench
