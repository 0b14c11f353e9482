"""The names of the results format (results/README.md): each is written here and nowhere else."""

from __future__ import annotations

from vdsobench.results import tables

# In 1 a headline is the lower quartile of a process's batches, in 2 its lowest quiet state.
VERSION = "2"
READABLE = ("1", VERSION)
PREFIX = "vdsobench."

# The two halves of a file.
CONTEXT = "context"
ROWS = "benchmarks"

# Of a document that is no result.
ANATOMY_SCHEMA = "anatomy_schema"

# Context keys, as written after PREFIX.
SCHEMA = "schema"
TOOL_VERSION = "version"
MODE = "mode"
KERNEL_RELEASE = "kernel_release"
KERNEL_VERSION = "kernel_version"
MACHINE = "machine"
KERNEL_PARAMETERS = "kernel_parameters"
CLOCKSOURCE = "clocksource_before"
CLOCKSOURCE_AFTER = "clocksource_after"
CLOCKSOURCES = "clocksource_available"
VSYSCALL_MODE = "vsyscall_mode"
VDSO_BUILD_ID = "vdso_build_id"
VDSO_SYMBOLS = "vdso_symbols"
MITIGATIONS = "mitigations"
CPU_MODEL = "cpu_model"
CPU_MICROCODE = "cpu_microcode"
CPU_FEATURES = "cpu_features"
HYPERVISOR = "hypervisor"
LIBC = "libc"
RSEQ = "rseq"
TIME_NAMESPACE = "time_namespace"
SECCOMP_MODE = "seccomp_mode"
COUNTER = "counter"
COUNTER_HZ = "counter_hz"
COUNTER_STEP = "counter_step"
CORE_HZ = "core_hz"
QUIET_SHARE = "quiet"
ADDITIONS = "additions_a_cycle"
PINNED_CPU = "pinned_cpu"
GOVERNOR = "governor"
CONFIRM = "confirm"
CONFIRM_REASON = "confirm_reason"
ACCEL = "accel"
APPEND = "append"
CELL = "cell"
PACKAGE = "package"
KERNEL_HASH = "kernel_sha256"
BINARY_HASH = "binary_sha256"
LIBC_HASH = "libc_sha256"
QEMU_VERSION = "qemu_version"
QEMU_CPU = "cpu_model_qemu"
PROCESSES = "processes"
WARNINGS = "warnings"
VERDICT = "verdict"

# Google Benchmark's own context keys that are shown.
DATE = "date"
HOST_NAME = "host_name"
EXECUTABLE = "executable"
NUM_CPUS = "num_cpus"
HARNESS_KEYS = (DATE, HOST_NAME, EXECUTABLE, NUM_CPUS)

# Every key that bears on the figures, in the order of how much it explains, with its name in plain
# words. Results that differ in one of them are no repetitions of one another: they are never taken
# together unasked, and between two sides each is told as what may explain a change.
MATTERS = {
    MODE: "mode",
    ACCEL: "acceleration",
    MACHINE: "architecture",
    CPU_MODEL: "CPU",
    NUM_CPUS: "CPUs",
    HYPERVISOR: "hypervisor",
    KERNEL_RELEASE: "kernel",
    KERNEL_VERSION: "kernel build",
    KERNEL_PARAMETERS: "kernel parameters",
    CLOCKSOURCE: "clocksource",
    VSYSCALL_MODE: "vsyscall mode",
    VDSO_SYMBOLS: "vDSO symbols",
    MITIGATIONS: "mitigations",
    CPU_MICROCODE: "microcode",
    CPU_FEATURES: "CPU features",
    LIBC: "libc",
    RSEQ: "rseq",
    TIME_NAMESPACE: "time namespace",
    SECCOMP_MODE: "seccomp",
    GOVERNOR: "frequency governor",
    COUNTER: "tick counter",
    TOOL_VERSION: "vdsobench",
    SCHEMA: "format",
    BINARY_HASH: "vdsobench's program",
    LIBC_HASH: "libc's file",
    QEMU_VERSION: "QEMU",
    QEMU_CPU: "emulated CPU",
}
# How entries were counted explains an outcome, and makes no figure.
EXPLAINING = MATTERS | {CONFIRM: "entries counted by"}

# What separates the items of those keys that are lists.
SEPARATORS = {VDSO_SYMBOLS: " ", CPU_FEATURES: " ", KERNEL_PARAMETERS: " ", MITIGATIONS: "; "}

HPET = "hpet"
ACPI_PM = "acpi_pm"

TIMED = "timed"
EXACT = "exact"
EMULATED_ACCEL = "tcg"

# Row keys.
NAME = "name"
RUN_TYPE = "run_type"
AGGREGATE = "aggregate"
REPETITION_INDEX = "repetition_index"
REAL_TIME = "real_time"
TIME_UNIT = "time_unit"
LABEL = "label"
ERROR_OCCURRED = "error_occurred"
ERROR_MESSAGE = "error_message"
SKIPPED = "skipped"
SKIP_MESSAGE = "skip_message"
RUN_NAME = "run_name"
AGGREGATE_NAME = "aggregate_name"
BIG_O = "big_o"
RMS = "rms"
ENTRIES = "entries"
INSTRUCTIONS = "instructions"
# Where an exact call has several ways: each by its number from 1 on, the commonest first.
WAY_INSTRUCTIONS, WAY_SHARE = "way{}_instructions", "way{}_share"
# Whose code they are: the loop's, the C library's, the vDSO's, the kernel's (src/timing/parts.hpp).
CODE_PARTS = tuple(f"instructions_{part}" for part in ("loop", "libc", "vdso", "kernel"))
MOST_INSTRUCTIONS = 1e15  # of a call: days
OVER_WAYS = ("instructions_min", "instructions_max", "instructions_mean")
BATCH = "batch"  # calls counted together: 1 where they were counted one by one
LOWEST_SHARE = "state1_share"  # of a process's quiet visits, those that cost the headline
QUIET = "quiet"  # share of a process's visits; 0 where too few of them were
LOW, HIGH = "ns_low", "ns_high"  # of the call's 95 % interval, the same in every process's row
TYPICAL = "ns_typical"  # the median of all batches
COLD = "ns_cold"  # of a single call after other work

NANOSECONDS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}

# Quantile counters: the key, and the share of samples at or below it.
QUANTILES = {
    "ns_p10": 0.10,
    "ns_p50": 0.50,
    "ns_p90": 0.90,
    "ns_p99": 0.99,
    "ns_p999": 0.999,
    "ns_p9999": 0.9999,
    "ns_max": 1.0,
}

# What a call was seen to do, in the order of what it costs whoever relies on it.
USERSPACE = "userspace"
SYSCALL = "syscall"
EMULATED = "emulated"
FALLBACK = "fallback"
UNAVAILABLE = "unavailable"
BLOCKED = "blocked"
DISAGREES = "disagrees"
UNCONFIRMED = "unconfirmed"
BADNESS = {
    USERSPACE: 0,
    SYSCALL: 1,
    EMULATED: 1,
    FALLBACK: 2,
    UNAVAILABLE: 3,
    BLOCKED: 3,
    DISAGREES: 4,
}
OUTCOMES = tuple(tables.OUTCOMES)
BAD = tuple(name for name, outcome in tables.OUTCOMES.items() if outcome.bad)
ABSENT = tuple(name for name, outcome in tables.OUTCOMES.items() if not outcome.works)


def key(name: str) -> str:
    """A context key as a file has it."""
    return PREFIX + name
