#include "base/libc_symbol.hpp"

#include <dlfcn.h>

namespace vdsobench {

// As the dynamic linker finds it for a program.
void* libc_symbol(const std::string& name) { return dlsym(RTLD_DEFAULT, name.c_str()); }

std::string libc_inside() { return {}; }

Result<> systems_libc() { return Done{}; }

void measure_libc_inside() {}

}  // namespace vdsobench
