// What libstdc++, libbpf and libelf ask a newer glibc for than 2.28, made of what 2.28 has. Hidden,
// so that these are for this program's own code alone; and without the headers that declare them,
// which say otherwise.

#include <errno.h>
#include <sys/random.h>
#include <sys/syscall.h>

#pragma GCC visibility push(hidden)

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): the names are glibc's.
#pragma GCC visibility push(default)
int __xstat(int version, const char* path, void* found);
int __lxstat(int version, const char* path, void* found);
int __fxstat(int version, int file, void* found);
int __fxstatat(int version, int folder, const char* path, void* found, int flags);
long syscall(long number, ...);
#pragma GCC visibility pop

constexpr int stat_version = 1;  // of x86-64

int stat(const char* path, void* found) { return __xstat(stat_version, path, found); }
int lstat(const char* path, void* found) { return __lxstat(stat_version, path, found); }
int fstat(int file, void* found) { return __fxstat(stat_version, file, found); }
int fstatat(int folder, const char* path, void* found, int flags) {
  return __fxstatat(stat_version, folder, path, found, flags);
}
int stat64(const char*, void*) __attribute__((alias("stat")));
int lstat64(const char*, void*) __attribute__((alias("lstat")));
int fstat64(int, void*) __attribute__((alias("fstat")));
int fstatat64(int, const char*, void*, int) __attribute__((alias("fstatat")));

int gettid() { return static_cast<int>(syscall(SYS_gettid)); }

// Of librt then, which this program does without. The kernel numbers timers from 0.
int timer_create(int clock, void* event, void** timer) {
  int number = 0;
  if (syscall(SYS_timer_create, clock, event, &number) != 0) return -1;
  *timer = reinterpret_cast<void*>(static_cast<long>(number));
  return 0;
}
int timer_settime(void* timer, int flags, const void* when, void* before) {
  return static_cast<int>(syscall(SYS_timer_settime, timer, flags, when, before));
}
int timer_delete(void* timer) { return static_cast<int>(syscall(SYS_timer_delete, timer)); }

// For std::random_device. Where it is denied, glibc's own ends the program too.
unsigned arc4random() {
  unsigned number = 0;
  while (getrandom(&number, sizeof number, 0) != sizeof number)
    if (errno != EINTR) __builtin_trap();
  return number;
}

// As signal(7) has them for x86-64.
const char* sigabbrev_np(int signal) {
  static constexpr const char* names[] = {
      "0",    "HUP",  "INT",  "QUIT", "ILL",    "TRAP",   "ABRT",  "BUS",  "FPE",  "KILL", "USR1",
      "SEGV", "USR2", "PIPE", "ALRM", "TERM",   "STKFLT", "CHLD",  "CONT", "STOP", "TSTP", "TTIN",
      "TTOU", "URG",  "XCPU", "XFSZ", "VTALRM", "PROF",   "WINCH", "POLL", "PWR",  "SYS"};
  constexpr int count = sizeof names / sizeof *names;
  return signal > 0 && signal < count ? names[signal] : " of an unknown number";
}

// Of what filters answer with. Its text (strerror(3)) stands beside it wherever it is shown.
const char* strerrorname_np(int error) {
  switch (error) {
    case EPERM:
      return "EPERM";
    case ENOENT:
      return "ENOENT";
    case EACCES:
      return "EACCES";
    case EFAULT:
      return "EFAULT";
    case EINVAL:
      return "EINVAL";
    case ENOSYS:
      return "ENOSYS";
    default:
      return "an error";
  }
}

// "No" costs atomic instructions where plain ones would do, and is always right.
char __libc_single_threaded = 0;
// NOLINTEND(bugprone-reserved-identifier)
}

#pragma GCC visibility pop
