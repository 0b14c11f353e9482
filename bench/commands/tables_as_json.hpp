#pragma once

#include <nlohmann/json.hpp>

namespace vdsobench::bench {

/// The tables that the program is made of, whatever the machine and the selection: an array of rows
/// each, in the table's own order. Scripts read these and keep no list of their own.

/// Every column of calls/functions.hpp that says something outside the program. "number" and the
/// two "_since" are null where there is none.
nlohmann::json functions_as_json();

/// "name", "meaning", "by_default", and "traps": each call is a system call, whoever answers it.
nlohmann::json paths_as_json();

/// "name", "mark" as tables and pictures have it, "meaning", "works": there is something to time,
/// "enters_kernel": it was seen to, and "bad": so it is where the function could stay in user
/// space.
nlohmann::json outcomes_as_json();

}  // namespace vdsobench::bench
