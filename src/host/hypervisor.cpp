#include "host/hypervisor.hpp"

#include <array>
#include <optional>
#include <string_view>

#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/words.hpp"

namespace vdsobench::host {
namespace {

struct Clue {
  std::string_view start;
  std::string_view name;
};

template <std::size_t Size>
std::optional<std::string> match(const std::array<Clue, Size>& clues, std::string_view text) {
  for (const Clue& clue : clues) {
    if (text.starts_with(clue.start)) return std::string(clue.name);
  }
  return {};
}

// A paravirtual clock is registered only for the hypervisor that offers it.
std::optional<std::string> by_clocksource(const Root& root) {
  constexpr std::array clues{Clue{"xen", "xen"}, Clue{"hyperv_", "hyperv"},
                             Clue{"kvm-clock", "kvm"}};
  const auto sources = clocksource(root);
  if (!sources) return {};
  for (const std::string& source : sources->available) {
    if (auto found = match(clues, source)) return found;
  }
  return {};
}

// Documentation/ABI/stable/sysfs-hypervisor-xen
std::optional<std::string> by_sysfs(const Root& root) { return root.read("sys/hypervisor/type"); }

std::optional<std::string> by_device_tree(const Root& root) {
  constexpr std::array clues{Clue{"linux,kvm", "kvm"}, Clue{"xen,xen", "xen"},
                             Clue{"vmware", "vmware"}};
  return match(clues, root.read("proc/device-tree/hypervisor/compatible").value_or(""));
}

// Vendors that also sell hardware are known by their product alone.
std::optional<std::string> by_dmi(const Root& root) {
  constexpr std::array products{Clue{"Virtual Machine", "hyperv"},
                                Clue{"VirtualBox", "virtualbox"},
                                Clue{"VMware", "vmware"},
                                Clue{"KVM", "kvm"},
                                Clue{"Google Compute Engine", "kvm"},
                                Clue{"HVM domU", "xen"},
                                Clue{"BHYVE", "bhyve"},
                                Clue{"Parallels", "parallels"},
                                Clue{"Apple Virtualization", "apple"}};
  constexpr std::array vendors{Clue{"QEMU", "qemu"}, Clue{"VMware", "vmware"}, Clue{"Xen", "xen"},
                               Clue{"Amazon EC2", "kvm"}, Clue{"BHYVE", "bhyve"}};
  const std::string product = root.read("sys/class/dmi/id/product_name").value_or("");
  // Amazon's bare metal has the same vendor as its guests.
  if (product.ends_with(".metal")) return {};
  if (auto found = match(products, product)) return found;
  return match(vendors, root.read("sys/class/dmi/id/sys_vendor").value_or(""));
}

// CPUID.1:ECX[31], which every hypervisor for x86 sets.
std::optional<std::string> by_cpu_flag(const Root& root) {
  if (contains(all_features(root, 0), "hypervisor")) return "unknown";
  return {};
}

}  // namespace

std::string hypervisor(const Root& root) {
  for (const auto clue : {by_clocksource, by_sysfs, by_device_tree, by_dmi, by_cpu_flag}) {
    if (auto found = clue(root); found && !found->empty()) return *found;
  }
  return "none";
}

}  // namespace vdsobench::host
