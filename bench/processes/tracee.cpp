#include "bench/processes/internal_commands.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/random.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "arch/arch.hpp"
#include "base/file_descriptor.hpp"
#include "bench/cli/selection.hpp"
#include "bench/cpu.hpp"
#include "bench/exit_status.hpp"
#include "bench/json_text.hpp"
#include "bench/processes/kernel_symbols.hpp"
#include "calls/bound.hpp"
#include "timing/session.hpp"

namespace vdsobench::bench {

namespace {

// Makes everything that happens once happen before: pages mapped, vDSO state allocated, pointers
// resolved, and in the kernel the branches of static keys.
constexpr std::uint64_t warm_calls = 1000;

std::uint64_t address_of(calls::Loop loop) { return reinterpret_cast<std::uint64_t>(loop); }

void pause() {
  if (!arch::pause_emulator())
    throw MeasurementError("the emulator cannot be paused: run this by scripts/anatomy.py");
}

// A kernel that has just booted gathers entropy by a second of busy guest time, a seventh of the
// boot. This one needs none: it keeps no secret, and is to be the same in every boot. To a machine
// whose randomness is ready, as a user's is, nothing is added. Waits where adding is not permitted.
void have_random_bytes() {
  struct {
    int bits, bytes;
    unsigned char content[64];  // twice what any series waits for
  } entropy = {512, 64, {}};
  static_assert(sizeof entropy == sizeof(rand_pool_info) + sizeof entropy.content);
  unsigned char byte = 0;
  if (getrandom(&byte, 1, GRND_NONBLOCK) == 1) return;
  const FileDescriptor device(open("/dev/random", O_WRONLY | O_CLOEXEC));
  if (device) ioctl(device.number(), RNDADDENTROPY, &entropy);
  (void)getrandom(&byte, 1, 0);
}

void run_between_pauses(calls::Loop loop, calls::Target target, const calls::Arguments& arguments,
                        std::uint64_t n) {
  loop(warm_calls, target, arguments);
  pause();
  loop(n, target, arguments);
  pause();
}

// A call that is not there pauses as often as one that is, so that the watcher need not know.
nlohmann::json trace(const calls::Call& call, const calls::ProcessFacts& process_facts,
                     const calls::Arguments& arguments, std::uint64_t n) {
  const auto bound = calls::bind(call, process_facts);
  if (!bound) {
    pause();
    pause();
    return {{"name", call.name()}, {"reason", bound.reason().text}};
  }
  const calls::BoundLoop loop = bound.value().bound_loop();
  run_between_pauses(loop.loop, loop.target, arguments, n);
  nlohmann::json traced = {{"name", call.name()}, {"loop", address_of(loop.loop)}};
  // What the trace has to add up to: the same loop, counted by its ticks as exact mode does.
  const auto session = timing::measure_exactly({&loop, 1}, arguments);
  const auto figures = timing::exact_figures(session.samples.front());
  if (figures)
    traced["instructions"] = static_cast<std::uint64_t>(figures.value().headline);
  else
    traced["reason"] = figures.reason().text;
  return traced;
}

std::string text_of(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json vdso_symbols(const calls::ProcessFacts& process_facts) {
  auto list = nlohmann::json::array();
  if (!process_facts.vdso) return list;
  for (const auto& symbol : process_facts.vdso.value().symbols.all())
    list.push_back({symbol.offset, symbol.name});
  return list;
}

/// The serial line to whoever watches; raw, as a terminal's own idea of a line ends at 4096 bytes.
class Port {
 public:
  explicit Port(const std::string& name) : file_(open(name.c_str(), O_RDWR | O_NOCTTY)) {
    if (!file_) throw MeasurementError(fmt::format("cannot open {}", name));
    termios settings{};
    if (tcgetattr(file_.number(), &settings) != 0) return;  // not a terminal: raw by itself
    cfmakeraw(&settings);
    tcsetattr(file_.number(), TCSANOW, &settings);
  }

  /// What comes up to a newline, in answer to a line.
  std::string ask(std::string_view question) {
    std::string answer;
    if (!write_all(file_.number(), question)) return answer;
    for (char c = 0; read(file_.number(), &c, 1) == 1 && c != '\n';) answer += c;
    return answer;
  }

 private:
  FileDescriptor file_;
};

std::vector<std::uint64_t> pages_asked_for(const std::string& port) {
  std::istringstream words(Port(port).ask("pages\n"));
  words >> std::hex;
  return {std::istream_iterator<std::uint64_t>(words), {}};
}

}  // namespace

int tracee(const TraceeOptions& options) {
  pin(0);
  have_random_bytes();
  const auto process_facts = calls::own_process_facts();
  const auto arguments = calls::own_arguments(process_facts);
  nlohmann::json document = {{"empty", address_of(calls::empty_loop)}, {"iterations", options.n}};
  run_between_pauses(calls::empty_loop, {}, arguments, options.n);
  for (const auto* call : find_calls(options.calls))
    document["calls"].push_back(trace(*call, process_facts, arguments, options.n));
  document["vdso"] = vdso_symbols(process_facts);
  document["maps"] = text_of("/proc/self/maps");
  std::ifstream symbols("/proc/kallsyms");
  document["symbols"] = symbols_in(pages_asked_for(options.port), symbols);
  std::cout << json_text(document) << "\n";
  return as_expected;
}

}  // namespace vdsobench::bench
