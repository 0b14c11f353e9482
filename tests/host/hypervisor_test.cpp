#include "host/hypervisor.hpp"

#include <gtest/gtest.h>

#include <ostream>

#include "host/folders.hpp"
#include "temp_dir.hpp"

namespace vdsobench::host {
namespace {

TempDir& with_clocks(TempDir& dir, std::string_view available) {
  return dir.write(clock_folder + "current_clocksource", "tsc")
      .write(clock_folder + "available_clocksource", available);
}

TEST(Hypervisor, IsNoneWhereNothingSaysOtherwise) {
  TempDir dir;
  EXPECT_EQ(hypervisor(dir.root(), {}), "none");
  with_clocks(dir, "tsc hpet acpi_pm").write("sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
  EXPECT_EQ(hypervisor(dir.root(), {}), "none");
}

TEST(Hypervisor, IsKnownByItsClock) {
  for (const auto& [clock, name] : {std::pair("tsc kvm-clock", "kvm"), std::pair("tsc xen", "xen"),
                                    std::pair("hyperv_clocksource_tsc_page", "hyperv")}) {
    TempDir dir;
    with_clocks(dir, clock).write("sys/class/dmi/id/sys_vendor", "QEMU");
    EXPECT_EQ(hypervisor(dir.root(), {}), name);
  }
}

struct Signatures {
  std::vector<std::string> told;
  const char* name;
};

void PrintTo(const Signatures& signatures, std::ostream* out) { *out << signatures.name; }

class Cpuid : public testing::TestWithParam<Signatures> {};

TEST_P(Cpuid, NamesTheHypervisor) {
  EXPECT_EQ(hypervisor(TempDir().root(), GetParam().told), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Leaves, Cpuid,
                         testing::Values(Signatures{{"KVMKVMKVM"}, "kvm"},
                                         Signatures{{"TCGTCGTCGTCG"}, "qemu"},
                                         Signatures{{"VMwareVMware"}, "vmware"},
                                         Signatures{{"bhyve bhyve "}, "bhyve"},
                                         Signatures{{"VBoxVBoxVBox"}, "virtualbox"},
                                         Signatures{{"Microsoft Hv"}, "hyperv"},
                                         Signatures{{"Microsoft Hv", "KVMKVMKVM"}, "kvm"},
                                         Signatures{{"Microsoft Hv", "XenVMMXenVMM"}, "xen"},
                                         Signatures{{"SomeoneElses"}, "none"}));

// A kernel's log holds the record of the finding among many others.
std::string log_of(std::string_view message) {
  return "5,1,0,-;Linux version 6.18\n6,2,0,-;" + std::string(message) + "\n";
}

TEST(Hypervisor, IsKnownByTheKernelsLog) {
  for (const auto& [found, name] :
       {std::pair("PVM", "pvm"), std::pair("KVM", "kvm"), std::pair("Xen HVM", "xen"),
        std::pair("Microsoft Hyper-V", "hyperv"), std::pair("VMware", "vmware")}) {
    TempDir dir;
    dir.write("dev/kmsg", log_of(std::string("Hypervisor detected: ") + found));
    EXPECT_EQ(hypervisor(dir.root(), {}), name);
  }
}

TEST(Hypervisor, IsPvmWhereOnlyTheLogSaysSo) {
  TempDir dir;
  dir.write("dev/kmsg", log_of("Hypervisor detected: PVM"));
  EXPECT_EQ(hypervisor(dir.root(), {"KVMKVMKVM"}), "pvm");
}

TEST(Hypervisor, IsFirecrackerByItsAcpiTables) {
  TempDir as_root;
  as_root.write("sys/firmware/acpi/tables/DSDT", "DSDT\x0f\x02\x01\x01\x02wFIRECKFCVMDSDT");
  EXPECT_EQ(hypervisor(as_root.root(), {"KVMKVMKVM"}), "firecracker");
  TempDir by_log;
  by_log.write("dev/kmsg", log_of("ACPI: RSDP 0x00000000000E0000 000024 (v02 FIRECK)"));
  EXPECT_EQ(hypervisor(by_log.root(), {"KVMKVMKVM"}), "firecracker");
  TempDir another;
  another.write("sys/firmware/acpi/tables/DSDT",
                "DSDT\x0f\x02\x01\x01\x02w"
                "BOCHS BXPC    ");
  EXPECT_EQ(hypervisor(another.root(), {"KVMKVMKVM"}), "kvm");
}

TEST(Hypervisor, IsVirtualBoxThoughThatImitatesKvm) {
  TempDir dir;
  dir.write("sys/class/dmi/id/product_name", "VirtualBox");
  EXPECT_EQ(hypervisor(dir.root(), {"KVMKVMKVM"}), "virtualbox");
}

TEST(Hypervisor, IsKnownBySysfsOrDeviceTree) {
  TempDir xen;
  xen.write("sys/hypervisor/type", "xen\n");
  EXPECT_EQ(hypervisor(xen.root(), {}), "xen");
  TempDir arm;
  arm.write("proc/device-tree/hypervisor/compatible", std::string_view("linux,kvm\0", 10));
  EXPECT_EQ(hypervisor(arm.root(), {}), "kvm");
}

struct Board {
  const char* vendor;
  const char* product;
  const char* name;
};

void PrintTo(const Board& board, std::ostream* out) {
  *out << board.vendor << ", " << board.product;
}

class Dmi : public testing::TestWithParam<Board> {};

TEST_P(Dmi, TellsGuestsFromHardwareOfTheSameVendor) {
  TempDir dir;
  dir.write("sys/class/dmi/id/sys_vendor", GetParam().vendor)
      .write("sys/class/dmi/id/product_name", GetParam().product);
  EXPECT_EQ(hypervisor(dir.root(), {}), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Boards, Dmi,
    testing::Values(Board{"QEMU", "Standard PC (Q35 + ICH9, 2009)", "qemu"},
                    Board{"Red Hat", "KVM", "kvm"},
                    Board{"Microsoft Corporation", "Virtual Machine", "hyperv"},
                    Board{"Microsoft Corporation", "Surface Laptop 5", "none"},
                    Board{"Google", "Google Compute Engine", "kvm"}, Board{"Google", "Eve", "none"},
                    Board{"Amazon EC2", "m7g.large", "kvm"},
                    Board{"Amazon EC2", "m7g.metal", "none"},
                    Board{"innotek GmbH", "VirtualBox", "virtualbox"},
                    Board{"VMware, Inc.", "VMware Virtual Platform", "vmware"}));

// CPUID is the host's there.
TEST(Hypervisor, IsTheProgramThatStandsForTheKernel) {
  TempDir uml;
  uml.write("proc/cpuinfo", "vendor_id\t: User Mode Linux\nflags\t: fpu hypervisor tsc\n");
  EXPECT_EQ(hypervisor(uml.root(), {"KVMKVMKVM"}), "uml");
  TempDir gvisor;
  gvisor.write("proc/cmdline", "BOOT_IMAGE=/vmlinuz-4.4.0-gvisor quiet");
  EXPECT_EQ(hypervisor(gvisor.root(), {"KVMKVMKVM"}), "gvisor");
}

TEST(Hypervisor, WithoutANameIsUnknown) {
  TempDir dir;
  dir.write("proc/cpuinfo", "processor : 0\nflags : fpu hypervisor tsc\n");
  EXPECT_EQ(hypervisor(dir.root(), {}), "unknown");
}

}  // namespace
}  // namespace vdsobench::host
