#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entries/attach.hpp"
#include "entries/capabilities.hpp"
#include "entries/user_lock.hpp"
#include "programs/events.hpp"
#include "programs/watcher.hpp"

namespace vdsobench::bench {

/// A watch and, where the program's file lends the privilege, the user's lock.
struct Watching {
  std::optional<entries::UserLock> lock;
  programs::Watcher watcher;
  programs::Events events;
};

/// Attaches the hooks, by what capabilities the program has, and gives up those that only this
/// takes. By what its file lends, only processes of its user are watched. Throws MeasurementError,
/// in words, where they cannot be had.
Watching start_watching(programs::Filter filter, const std::string& name,
                        entries::Messages messages);

/// Gives up all capabilities but those that looking at processes takes, and `also` these. By what
/// the program's file lends nobody looks at others' processes.
void give_up_capabilities(const programs::Here& here, bool lent,
                          std::vector<entries::Capability> also = {});

/// What reasons are found in, as it is now.
programs::Here facts_here();

/// Looks what happened, and at the counts: has to be called once a second or so.
void look(Watching& watching);

/// Watches for so long: what was counted meanwhile.
programs::Interval watch_for(Watching& watching, std::chrono::duration<double> time);

}  // namespace vdsobench::bench
