#include "base/libc_symbol.hpp"

#include <dlfcn.h>

namespace vdsobench {

// As the dynamic linker finds it for a program.
void* libc_symbol(const std::string& name) { return dlsym(RTLD_DEFAULT, name.c_str()); }

bool libc_is_inside() { return false; }

}  // namespace vdsobench
