#pragma once

#include <string>

#include "base/root.hpp"
#include "programs/notices.hpp"

namespace vdsobench::programs {

/// What a program's file gives to who starts it, beyond this process's rights, and what
/// no_new_privs takes away: "set-user-ID", "set-group-ID", "capabilities"; empty for none.
std::string rights_of_file(const std::string& file);

/// Of a start that was noticed: the program with the rights that it does not get, such as
/// "/usr/bin/ping (capabilities)"; empty where it loses none. Printable.
std::string rights_lost(const Root& root, const Notice& notice);

}  // namespace vdsobench::programs
