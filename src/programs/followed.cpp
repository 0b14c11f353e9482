#include "programs/followed.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/process.hpp"
#include "programs/rights.hpp"

namespace vdsobench::programs {

namespace {

// Those that the program decides on, and those that are handed on to it.
constexpr int terminals[] = {SIGINT, SIGQUIT};
constexpr int handed_on[] = {SIGTERM, SIGHUP};

volatile pid_t followed_process = 0;

void hand_on(int signal) { kill(followed_process, signal); }
void wake(int) {}  // out of poll(2)

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  sigaction(signal, &action, nullptr);
}

sigset_t only(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  return set;
}

// What was ignored stays so, for this process and for the program (nohup(1)).
void take_signals() {
  for (const int signal : terminals) handle(signal, SIG_IGN);
  for (const int signal : handed_on) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) handle(signal, hand_on);
  }
  handle(SIGCHLD, wake);
  handle(SIGALRM, wake);
}

/// Wakes this process now and then: a notice that was announced may be gone when it is taken, with
/// its process, and then nothing else ends the wait for one before Linux 6.6.
class Alarm {
 public:
  Alarm() { set({0, 200'000}); }
  ~Alarm() { set({0, 0}); }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

 private:
  static void set(timeval each) {
    const itimerval timer = {each, each};
    setitimer(ITIMER_REAL, &timer, nullptr);
  }
};

[[noreturn]] void fail(const FileDescriptor& socket, int error, const std::string& text) {
  Message message = {.error = error};
  std::copy_n(text.begin(), std::min(text.size(), message.text.size() - 1), message.text.begin());
  send(socket, message, FileDescriptor(-1));
  _exit(127);
}

[[noreturn]] void become(const std::vector<std::string>& command, Noticing noticing,
                         const FileDescriptor& socket, pid_t parent) {
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);  // it died before
  const auto notices = give_notice(noticing);
  if (!notices) fail(socket, 0, notices.reason().text);
  send(socket, {}, notices.value());
  execvp(words.front(), words.data());
  fail(socket, errno, {});
}

}  // namespace

std::variant<Followed, NotStarted> Followed::start(const std::vector<std::string>& command,
                                                   Noticing noticing, Tally& tally) {
  reset_sigchld();
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  auto [own, childs] = open_socket_pair();
  const pid_t parent = getpid();
  followed_process = fork();
  if (followed_process < 0) return NotStarted{false, errno, std::strerror(errno)};
  if (followed_process == 0) become(command, noticing, childs, parent);
  { const auto closed = std::move(childs); }
  take_signals();
  auto first = receive(own);
  if (!first.descriptor) {
    wait_for(followed_process);
    return NotStarted{false, first.message.error, first.message.text.data()};
  }
  Followed followed(followed_process, std::move(first.descriptor), tally);
  if (const auto second = followed.receive_from(own); second.any) {
    wait_for(followed_process);
    return NotStarted{true, second.message.error, std::strerror(second.message.error)};
  }
  return followed;
}

// What the child says when it could not become the program. It is noticed at each of the places
// where that may lie.
Received Followed::receive_from(const FileDescriptor& socket) {
  const Alarm alarm;
  std::array<pollfd, 2> both = {{{socket.number(), POLLIN, 0}, {notices_.number(), POLLIN, 0}}};
  while (true) {
    if (poll(both.data(), both.size(), -1) <= 0) continue;
    if ((both[1].revents & POLLIN) != 0) take();
    if (both[0].revents != 0) return receive(socket);
  }
}

void Followed::take() {
  constexpr std::size_t most = 16;
  Notice notice = {};
  const auto meet = [this](const Notice& met) {
    tally_->meet(met);
    if (auto lost = rights_lost({}, met); !lost.empty() && without_rights_.size() < most)
      without_rights_.insert(std::move(lost));
  };
  if (take_notice(notices_, notice, meet) && notice.kind == Notice::Kind::call)
    tally_->count(notice);
}

// A child that ends between the look for one and the wait is not missed: its signal is let in by
// the wait alone.
int Followed::wait() {
  const auto children = only(SIGCHLD);
  sigset_t before;
  sigprocmask(SIG_BLOCK, &children, &before);
  const Alarm alarm;
  int status = 0, listened = notices_.number();
  while (true) {
    int ended_status = 0;
    const pid_t ended = waitpid(-1, &ended_status, WNOHANG);
    if (ended < 0 && errno == ECHILD) break;
    if (ended == process_) status = ended_status;
    if (ended > 0) continue;
    pollfd notices = {listened, POLLIN, 0};
    if (ppoll(&notices, 1, nullptr, &before) <= 0) {
      tally_->look();  // the alarm has come, or a child has ended
      continue;
    }
    if ((notices.revents & POLLIN) == 0) listened = -1;  // no one is left to notice (Linux 5.9)
    if (listened >= 0) take();
  }
  sigprocmask(SIG_SETMASK, &before, nullptr);
  return status;
}

}  // namespace vdsobench::programs
