#include "bench/output/screen.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace vdsobench::bench {

namespace {

// xterm's control sequences: the alternate screen, without a cursor, empty; and back.
constexpr std::string_view enter = "\033[?1049h\033[?25l\033[2J", leave = "\033[?25h\033[?1049l";

sigset_t held_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH}) sigaddset(&signals, number);
  return signals;
}

int open_signals() {
  const auto signals = held_signals();
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

// Keys at once, unseen, and those for signals as keys: Ctrl-Z would leave a strange screen behind.
std::optional<termios> take_keys(int keyboard) {
  termios before;
  if (tcgetattr(keyboard, &before) != 0) return {};
  termios raw = before;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | ISIG);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  if (tcsetattr(keyboard, TCSANOW, &raw) != 0) return {};
  return before;
}

}  // namespace

// Standard input may be something else than the terminal.
Screen::Screen()
    : keyboard_(open("/dev/tty", O_RDONLY | O_CLOEXEC)),
      signals_(open_signals()),
      mode_(take_keys(keyboard_.number())) {
  vdsobench::write_all(STDOUT_FILENO, enter);
}

// A terminal that has gone away is none to leave in order.
Screen::~Screen() {
  vdsobench::write_all(STDOUT_FILENO, leave);
  if (mode_) tcsetattr(keyboard_.number(), TCSANOW, &*mode_);
  const auto signals = held_signals();
  sigprocmask(SIG_UNBLOCK, &signals, nullptr);
}

ScreenSize Screen::size() const {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return {80, 24};
  return {size.ws_col, size.ws_row};
}

void Screen::show(const Frame& frame) {
  const auto text = update(shown_, frame);
  if (!text.empty() && !vdsobench::write_all(STDOUT_FILENO, text)) ending_ = SIGHUP;
  shown_ = frame;
}

std::optional<char> Screen::key(std::chrono::milliseconds patience) {
  std::array<pollfd, 2> sources = {
      {{keyboard_.number(), POLLIN, 0}, {signals_.number(), POLLIN, 0}}};
  poll(sources.data(), sources.size(), static_cast<int>(patience.count()));
  if (sources[1].revents != 0) take_signal();
  char key = 0;
  if ((sources[0].revents & POLLHUP) != 0) ending_ = SIGHUP;
  if (sources[0].revents == 0 || ::read(keyboard_.number(), &key, 1) != 1) return {};
  return key;
}

// Of another size nothing is where it was.
void Screen::take_signal() {
  signalfd_siginfo signal = {};
  if (::read(signals_.number(), &signal, sizeof signal) != sizeof signal) return;
  if (signal.ssi_signo != SIGWINCH)
    ending_ = static_cast<int>(signal.ssi_signo);
  else if (vdsobench::write_all(STDOUT_FILENO, "\033[2J"))
    shown_.clear();
}

}  // namespace vdsobench::bench
