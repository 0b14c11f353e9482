#include "programs/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verdict/causes.hpp"

namespace vdsobench::programs {

namespace {

using verdict::Cause;
using verdict::Grade;

// Of the vDSO's functions, whatever the prefix: __vdso_, __kernel_.
bool image_has(const image::LiveImage& image, std::string_view symbol) {
  const auto all = image.symbols.all();
  return std::ranges::any_of(
      all, [&](const auto& each) { return each.name.ends_with(fmt::format("_{}", symbol)); });
}

Cause calls_the_page(std::string_view name) {
  return {Grade::bad, "it calls the vsyscall page, which the kernel emulates by a fault",
          fmt::format("use a version of it that calls {}() of a C library: nothing newer than 2012 "
                      "calls that page",
                      name)};
}

// vgetrandom in lib/vdso/getrandom.c makes the call for each new key, and so does the C library for
// the state that it keeps.
Cause new_key() {
  return {Grade::inherent, "the vDSO's getrandom takes a new key from the kernel now and then", ""};
}

Cause without_image(const Subject& subject) {
  if (!subject.tracer.empty())
    return {Grade::bad, fmt::format("it has no vDSO, which {} may have taken away", subject.tracer),
            "run it without that"};
  return {Grade::bad, "it has no vDSO, though this kernel gives one: a tool that runs it hides it",
          "run it without that"};
}

// syscall(2) of the C library serves whoever calls it.
Cause asks_past_library(const Subject& subject, std::string_view symbol) {
  return {Grade::bad,
          fmt::format("{} makes the system call by syscall(2), past the vDSO",
                      subject.name.empty() ? "it" : subject.name),
          fmt::format("call {}() of the C library instead", symbol)};
}

Cause asks_itself(const Origin& origin, const Subject& subject, std::string_view symbol) {
  const bool go = subject.library.starts_with("Go");
  return {
      Grade::bad, fmt::format("{} makes the system call itself, past the vDSO", brief(origin)),
      go ? fmt::format("use Go's package time, which asks the vDSO, in place of a {} by package "
                       "syscall or unix",
                       symbol)
         : fmt::format("call {}() of the C library, which asks the vDSO", symbol)};
}

Cause of_library(const calls::Function& function, const Subject& subject, const Here& here) {
  auto facts = here.machine_facts;
  const bool known = !subject.library.empty() && subject.library != "static";
  facts.libc = known ? subject.library : "its C library";
  return verdict::library_asks_kernel(function, facts);
}

Explanation in_image(const calls::Function& function, const Here& here) {
  const auto& [process_facts, machine_facts, own_filters] = here;
  if (verdict::kernel_lacks(function, process_facts))
    return {verdict::older_image(function, process_facts, machine_facts), false};
  if (function.answer == calls::Answer::random && !calls::lacks_seed(function, process_facts))
    return {new_key(), false};
  return {verdict::image_fell_back(function, process_facts, machine_facts), true};
}

// In a static program the file's own instruction may be that of the C library inside it: its
// functions are named as they are, and musl makes calls that can be cancelled by one named sccp
// (src/thread/__syscall_cp.c).
bool is_librarys(const Origin& origin, const Subject& subject, std::string_view symbol) {
  if (origin.place == Place::libc) return true;
  return origin.place == Place::program && subject.library.starts_with("static") &&
         (origin.symbol == symbol || origin.symbol == fmt::format("__{}", symbol) ||
          origin.symbol == "syscall" || origin.symbol == "sccp");
}

Explanation past_image(const calls::Function& function, const Subject& subject,
                       const Origin& origin, const Here& here) {
  const auto& [process_facts, machine_facts, own_filters] = here;
  if (!process_facts.vdso) return {verdict::no_image(function, process_facts, machine_facts), true};
  if (!subject.bits32 && !image_has(process_facts.vdso.value(), function.symbol))
    return {verdict::no_symbol(function, fmt::format("the vDSO has no {}", function.symbol),
                               process_facts, machine_facts),
            false};
  if (verdict::kernel_lacks(function, process_facts))
    return {verdict::older_image(function, process_facts, machine_facts), false};
  if (origin.place == Place::unknown)
    return {{Grade::unknown,
             subject.unseen.empty() ? "where it came from is not known" : subject.unseen, ""},
            true};
  if (subject.unseen.empty() && !has_vdso(subject)) return {without_image(subject), true};
  if (!is_librarys(origin, subject, function.symbol))
    return {asks_itself(origin, subject, function.symbol), true};
  if (origin.symbol == "syscall") return {asks_past_library(subject, function.symbol), true};
  // With the library that it has, a program cannot avoid what takes a newer one: every program of
  // glibc's asks for random bytes once, for malloc.
  return {of_library(function, subject, here), function.libc_since.empty()};
}

// What is answered by the vDSO from then on may not be so either.
void add_clock(const calls::Function& function, const verdict::MachineFacts& facts,
               Explanation& explanation) {
  if (!explanation.avoidable || !function.reads_clocksource || !facts.clock) return;
  const auto& current = facts.clock->clocksource.current;
  if (host::has_vdso_mode(current)) return;
  explanation.cause.remedy +=
      fmt::format("\nand mend the clock, as under {} the vDSO falls back:\n{}", current,
                  host::clock_remedy(*facts.clock));
}

}  // namespace

Explanation explain(const Asked& asked, const Subject& subject, const Origin& origin,
                    const Here& here) {
  const auto* function = row_of(asked);
  if (function == nullptr || !function->user_space)
    return {{Grade::inherent, "no vDSO answers it", ""}, false};
  if (origin.place == Place::vdso) return in_image(*function, here);
  auto explanation = origin.place == Place::vsyscall
                         ? Explanation{calls_the_page(function->symbol), true}
                         : past_image(*function, subject, origin, here);
  add_clock(*function, here.machine_facts, explanation);
  return explanation;
}

}  // namespace vdsobench::programs
