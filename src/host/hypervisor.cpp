#include "host/hypervisor.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "arch/arch.hpp"
#include "base/text.hpp"
#include "host/clocksource.hpp"
#include "host/cpu.hpp"
#include "host/kernel_log.hpp"
#include "host/user_kernel.hpp"

namespace vdsobench::host {

namespace {

struct Clue {
  std::string_view start;
  std::string_view name;
};

template <std::size_t Size>
std::optional<std::string> match(const std::array<Clue, Size>& clues, std::string_view text) {
  for (const Clue& clue : clues)
    if (text.starts_with(clue.start)) return std::string(clue.name);
  return {};
}

// Signatures: Documentation/virt/kvm/x86/cpuid.rst, target/i386/cpu.c of QEMU, and
// arch/x86/kernel/cpu of Linux, as in its vmware.c. KVM and Xen may imitate Hyper-V, never the
// other way round.
std::optional<std::string> by_signature(const std::vector<std::string>& signatures) {
  constexpr std::array clues{Clue{"KVMKVMKVM", "kvm"},          Clue{"Linux KVM Hv", "kvm"},
                             Clue{"XenVMMXenVMM", "xen"},       Clue{"TCGTCGTCGTCG", "qemu"},
                             Clue{"VMwareVMware", "vmware"},    Clue{"VBoxVBoxVBox", "virtualbox"},
                             Clue{"bhyve bhyve", "bhyve"},      Clue{"prl hyperv", "parallels"},
                             Clue{" lrpepyh  vr", "parallels"}, Clue{"HAXMHAXMHAXM", "haxm"},
                             Clue{"___ NVMM ___", "nvmm"},      Clue{"OpenBSDVMM58", "openbsd-vmm"},
                             Clue{"ACRNACRNACRN", "acrn"},      Clue{"Jailhouse", "jailhouse"}};
  for (const std::string& signature : signatures)
    if (auto found = match(clues, signature)) return found;
  if (contains(signatures, "Microsoft Hv")) return "hyperv";
  return {};
}

// init_hypervisor_platform() in arch/x86/kernel/cpu/hypervisor.c names what it has found.
std::optional<std::string> by_log(const std::vector<std::string>& log) {
  constexpr std::array clues{Clue{"PVM", "pvm"},
                             Clue{"KVM", "kvm"},
                             Clue{"Xen", "xen"},
                             Clue{"Microsoft Hyper-V", "hyperv"},
                             Clue{"VMware", "vmware"},
                             Clue{"ACRN", "acrn"},
                             Clue{"Jailhouse", "jailhouse"}};
  constexpr std::string_view finding = "Hypervisor detected: ";
  for (const std::string& message : log) {
    const auto at = message.find(finding);
    if (at != std::string::npos) return match(clues, message.substr(at + finding.size()));
  }
  return {};
}

// Firecracker runs on KVM and has no DMI. Its ACPI tables have an OEM of their own
// (src/acpi-tables/src/lib.rs), which the kernel tells of as it boots; root may read them.
bool is_firecracker(const Root& root, const std::vector<std::string>& log) {
  constexpr std::size_t oem = 10;  // in every table's head: ACPI 5.2.6
  constexpr std::string_view firecracker = "FIRECK";
  const auto table = root.read("sys/firmware/acpi/tables/DSDT").value_or("");
  if (table.size() > oem && table.compare(oem, firecracker.size(), firecracker) == 0) return true;
  return std::ranges::any_of(log, [&](const std::string& message) {
    return message.starts_with("ACPI: ") && message.find(firecracker) != std::string::npos;
  });
}

// Those whose guests are told KVM's signature, or Hyper-V's, for the interfaces that they share.
std::optional<std::string> with_another_signature(const Root& root,
                                                  const std::vector<std::string>& log) {
  constexpr std::array products{Clue{"VirtualBox", "virtualbox"}, Clue{"Parallels", "parallels"}};
  if (by_log(log) == "pvm") return "pvm";
  if (is_firecracker(root, log)) return "firecracker";
  return match(products, root.read("sys/class/dmi/id/product_name").value_or(""));
}

// A paravirtual clock is registered only for the hypervisor that offers it.
std::optional<std::string> by_clocksource(const Root& root) {
  constexpr std::array clues{Clue{"xen", "xen"}, Clue{"hyperv_", "hyperv"},
                             Clue{"kvm-clock", "kvm"}};
  const auto sources = clocksource(root);
  if (!sources) return {};
  for (const std::string& source : sources->available)
    if (auto found = match(clues, source)) return found;
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

std::vector<std::string> hypervisor_signatures() {
  constexpr unsigned int blocks = 3;
  std::vector<std::string> signatures;
  for (unsigned int block = 0; block < blocks; ++block) {
    auto signature = arch::hypervisor_signature(block);
    if (!signature.empty()) signatures.push_back(std::move(signature));
  }
  return signatures;
}

std::string hypervisor(const Root& root, const std::vector<std::string>& signatures) {
  if (const auto kernel = user_kernel(root); kernel != UserKernel::none)
    return std::string(to_string(kernel));
  const auto log = kernel_log(root);
  if (auto found = with_another_signature(root, log)) return *found;
  if (auto found = by_signature(signatures)) return *found;
  if (auto found = by_log(log)) return *found;
  for (const auto clue : {by_clocksource, by_sysfs, by_device_tree, by_dmi, by_cpu_flag})
    if (auto found = clue(root); found && !found->empty()) return *found;
  return "none";
}

}  // namespace vdsobench::host
