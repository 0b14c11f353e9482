#pragma once

#include <array>
#include <string_view>

// The context's keys, each spelled here and nowhere else. Their meaning: results/README.md.
namespace vdsobench::host::keys {

inline constexpr std::string_view schema = "vdsobench.schema";
inline constexpr std::string_view version = "vdsobench.version";
inline constexpr std::string_view mode = "vdsobench.mode";
inline constexpr std::string_view kernel_release = "vdsobench.kernel_release";
inline constexpr std::string_view kernel_version = "vdsobench.kernel_version";
inline constexpr std::string_view machine = "vdsobench.machine";
inline constexpr std::string_view kernel_parameters = "vdsobench.kernel_parameters";
inline constexpr std::string_view clocksource_before = "vdsobench.clocksource_before";
inline constexpr std::string_view clocksource_after = "vdsobench.clocksource_after";
inline constexpr std::string_view clocksource_available = "vdsobench.clocksource_available";
inline constexpr std::string_view vsyscall_mode = "vdsobench.vsyscall_mode";
inline constexpr std::string_view vdso_build_id = "vdsobench.vdso_build_id";
inline constexpr std::string_view vdso_symbols = "vdsobench.vdso_symbols";
inline constexpr std::string_view mitigations = "vdsobench.mitigations";
inline constexpr std::string_view cpu_model = "vdsobench.cpu_model";
inline constexpr std::string_view cpu_microcode = "vdsobench.cpu_microcode";
inline constexpr std::string_view cpu_features = "vdsobench.cpu_features";
inline constexpr std::string_view hypervisor = "vdsobench.hypervisor";
inline constexpr std::string_view libc = "vdsobench.libc";
inline constexpr std::string_view rseq = "vdsobench.rseq";
inline constexpr std::string_view time_namespace = "vdsobench.time_namespace";
inline constexpr std::string_view seccomp_mode = "vdsobench.seccomp_mode";
inline constexpr std::string_view counter = "vdsobench.counter";
inline constexpr std::string_view counter_hz = "vdsobench.counter_hz";
inline constexpr std::string_view counter_step = "vdsobench.counter_step";
inline constexpr std::string_view core_hz = "vdsobench.core_hz";
inline constexpr std::string_view quiet = "vdsobench.quiet";
inline constexpr std::string_view additions_a_cycle = "vdsobench.additions_a_cycle";
inline constexpr std::string_view pinned_cpu = "vdsobench.pinned_cpu";
inline constexpr std::string_view thread_cpus = "vdsobench.thread_cpus";
inline constexpr std::string_view governor = "vdsobench.governor";
inline constexpr std::string_view confirm = "vdsobench.confirm";
inline constexpr std::string_view confirm_reason = "vdsobench.confirm_reason";
inline constexpr std::string_view accel = "vdsobench.accel";
inline constexpr std::string_view append = "vdsobench.append";
inline constexpr std::string_view cell = "vdsobench.cell";
inline constexpr std::string_view package = "vdsobench.package";
inline constexpr std::string_view kernel_sha256 = "vdsobench.kernel_sha256";
inline constexpr std::string_view binary_sha256 = "vdsobench.binary_sha256";
inline constexpr std::string_view libc_sha256 = "vdsobench.libc_sha256";
inline constexpr std::string_view qemu_version = "vdsobench.qemu_version";
inline constexpr std::string_view cpu_model_qemu = "vdsobench.cpu_model_qemu";
inline constexpr std::string_view processes = "vdsobench.processes";
inline constexpr std::string_view warnings = "vdsobench.warnings";
inline constexpr std::string_view verdict = "vdsobench.verdict";

/// In the order of results/README.md, which a test holds against this list.
inline constexpr std::array all{
    schema,
    version,
    mode,
    kernel_release,
    kernel_version,
    machine,
    kernel_parameters,
    clocksource_before,
    clocksource_after,
    clocksource_available,
    vsyscall_mode,
    vdso_build_id,
    vdso_symbols,
    mitigations,
    cpu_model,
    cpu_microcode,
    cpu_features,
    hypervisor,
    libc,
    rseq,
    time_namespace,
    seccomp_mode,
    counter,
    counter_hz,
    counter_step,
    core_hz,
    quiet,
    additions_a_cycle,
    pinned_cpu,
    thread_cpus,
    governor,
    confirm,
    confirm_reason,
    accel,
    append,
    cell,
    package,
    kernel_sha256,
    binary_sha256,
    libc_sha256,
    qemu_version,
    cpu_model_qemu,
    processes,
    warnings,
    verdict,
};

}  // namespace vdsobench::host::keys
