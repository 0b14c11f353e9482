#include "calls/interposer.hpp"

#include <dlfcn.h>
#include <sys/auxv.h>
#include <unistd.h>

#include <cstdint>

namespace vdsobench::calls {

namespace {

// Of nothing that the loader knows both are null.
Dl_info object_of(const void* address) {
  Dl_info found = {};
  if (dladdr(address, &found) == 0) return {};
  return found;
}

// IFUNCs of the C library lead there.
bool is_vdso(const Dl_info& object) {
  return reinterpret_cast<std::uintptr_t>(object.dli_fbase) == getauxval(AT_SYSINFO_EHDR);
}

}  // namespace

std::string interposer(Target target) {
  const auto object = object_of(reinterpret_cast<const void*>(target));
  // No one has reason to take the place of this one.
  const auto library = object_of(reinterpret_cast<const void*>(&confstr));
  if (object.dli_fname == nullptr || is_vdso(object)) return {};
  return object.dli_fbase == library.dli_fbase ? "" : object.dli_fname;
}

}  // namespace vdsobench::calls
