#include "programs/notices.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <vector>

#include "entries/filter_lines.hpp"
#include "programs/numbers.hpp"
#include "programs/watched.hpp"

namespace vdsobench::programs {

namespace {

using entries::answer;
using entries::load;
using entries::skip_if;
using entries::skip_unless;

using Lines = std::vector<sock_filter>;

// An x32 program's calls have numbers of their own for the same (__X32_SYSCALL_BIT).
constexpr unsigned without_x32 = ~0x40000000U;

Notice::Kind kind_of(unsigned function) {
  if (function == starts_program || function == starts_program_at) return Notice::Kind::start;
  return function == ends_process ? Notice::Kind::end : Notice::Kind::call;
}

bool is_noticed(const Number& number, Noticing noticing) {
  const auto kind = kind_of(number.function);
  return kind == Notice::Kind::start ||
         kind == (noticing == Noticing::ends ? Notice::Kind::end : Notice::Kind::call);
}

// Of one architecture: a line each that goes on to the notice. For another, on behind all of it.
void add_table(Lines& lines, NumberTable table, Noticing noticing) {
  std::erase_if(table.numbers, [&](const Number& number) { return !is_noticed(number, noticing); });
  const auto count = static_cast<unsigned char>(table.numbers.size());
  lines.push_back(skip_unless(table.architecture, static_cast<unsigned char>(count + 4)));
  lines.push_back(load(offsetof(seccomp_data, nr)));
  lines.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, without_x32));
  for (unsigned char i = 0; i < count; ++i)
    lines.push_back(skip_if(static_cast<unsigned>(table.numbers[i].number),
                            static_cast<unsigned char>(count - i)));
  lines.push_back(answer(SECCOMP_RET_ALLOW));
  lines.push_back(answer(SECCOMP_RET_USER_NOTIF));
}

Lines filter(Noticing noticing) {
  Lines lines = {load(offsetof(seccomp_data, arch))};
  for (const auto& table : number_tables()) add_table(lines, table, noticing);
  lines.push_back(answer(SECCOMP_RET_ALLOW));
  return lines;
}

long install(const sock_fprog& program) {
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

// A kernel's structure may be longer than the one that was compiled for (seccomp_unotify(2)).
template <class T>
union Room {
  std::array<std::byte, 512> all;
  T known;
};

vdsobench_entry entry_of(const seccomp_notif& seen, unsigned function) {
  return {.address = seen.data.instruction_pointer,
          .process = seen.pid,
          .clock = has_clock(function) ? static_cast<int>(seen.data.args[0]) : 0,
          .function = function,
          .outside = seen.pid == 0,
          .bits32 = is_narrow(seen.data.arch)};
}

Notice notice_of(const seccomp_notif& seen) {
  const auto number = static_cast<unsigned>(seen.data.nr) & without_x32;
  const auto function = function_of(seen.data.arch, static_cast<long>(number));
  Notice notice = {kind_of(function), entry_of(seen, function)};
  const bool at = function == starts_program_at;
  if (at) notice.folder = static_cast<int>(seen.data.args[0]);
  notice.name = seen.data.args[at ? 1 : 0];
  return notice;
}

}  // namespace

Result<FileDescriptor> give_notice(Noticing noticing) {
  auto lines = filter(noticing);
  const sock_fprog program = {static_cast<unsigned short>(lines.size()), lines.data()};
  long listener = install(program);
  if (listener < 0 && errno == EACCES) {
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    listener = install(program);
  }
  if (listener >= 0) return FileDescriptor(static_cast<int>(listener));
  if (errno == EBUSY) return Reason{"another tool is told of this process's system calls already"};
  return Reason{fmt::format("seccomp(2): {}", std::strerror(errno))};
}

bool take_notice(const FileDescriptor& notices, Notice& notice,
                 const std::function<void(const Notice&)>& meet) {
  Room<seccomp_notif> seen = {};
  if (ioctl(notices.number(), SECCOMP_IOCTL_NOTIF_RECV, &seen) != 0) return false;
  notice = notice_of(seen.known);
  meet(notice);
  Room<seccomp_notif_resp> answer = {};
  answer.known.id = seen.known.id;
  answer.known.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  return ioctl(notices.number(), SECCOMP_IOCTL_NOTIF_SEND, &answer) == 0;
}

}  // namespace vdsobench::programs
