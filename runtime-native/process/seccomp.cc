#include "process/seccomp.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "sys/fd.h"
#include "sys/syscalls.h"

namespace bulkhead {

namespace {

using Filter = std::unique_ptr<void, void (*)(void*)>;

std::optional<uint32_t> actionOf(std::string_view name, uint32_t errnum) {
  if (name == "SCMP_ACT_ALLOW") return SCMP_ACT_ALLOW;
  if (name == "SCMP_ACT_ERRNO") return SCMP_ACT_ERRNO(errnum);
  if (name == "SCMP_ACT_KILL" || name == "SCMP_ACT_KILL_THREAD") return SCMP_ACT_KILL_THREAD;
  if (name == "SCMP_ACT_KILL_PROCESS") return SCMP_ACT_KILL_PROCESS;
  if (name == "SCMP_ACT_TRAP") return SCMP_ACT_TRAP;
  if (name == "SCMP_ACT_LOG") return SCMP_ACT_LOG;
  if (name == "SCMP_ACT_TRACE") return SCMP_ACT_TRACE(errnum);
  return std::nullopt;
}

std::optional<scmp_compare> comparisonOf(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, scmp_compare>, 7> all = {{{"SCMP_CMP_NE", SCMP_CMP_NE},
                                                                             {"SCMP_CMP_LT", SCMP_CMP_LT},
                                                                             {"SCMP_CMP_LE", SCMP_CMP_LE},
                                                                             {"SCMP_CMP_EQ", SCMP_CMP_EQ},
                                                                             {"SCMP_CMP_GE", SCMP_CMP_GE},
                                                                             {"SCMP_CMP_GT", SCMP_CMP_GT},
                                                                             {"SCMP_CMP_MASKED_EQ", SCMP_CMP_MASKED_EQ}}};
  for (const auto& [text, comparison] : all)
    if (text == name) return comparison;
  return std::nullopt;
}

std::optional<uint32_t> architectureOf(std::string_view name) {
  if (name == "SCMP_ARCH_X86_64") return SCMP_ARCH_X86_64;
  if (name == "SCMP_ARCH_X86") return SCMP_ARCH_X86;
  if (name == "SCMP_ARCH_X32") return SCMP_ARCH_X32;
  if (name == "SCMP_ARCH_AARCH64") return SCMP_ARCH_AARCH64;
  if (name == "SCMP_ARCH_ARM") return SCMP_ARCH_ARM;
  return std::nullopt;
}

Error seccompError(const std::string& object, int code) { return systemError("seccomp", object, -code); }

Result<void> addRule(void* filter, const oci::SeccompRule& rule, uint32_t defaultAction) {
  std::optional<uint32_t> action = actionOf(rule.action, rule.errnoRet.value_or(EPERM));
  if (!action) return unsupportedError("seccomp", rule.action, "the seccomp action " + rule.action + " is not supported");
  if (*action == defaultAction) return {};
  std::vector<scmp_arg_cmp> arguments;
  for (const oci::SeccompArgument& argument : rule.args) {
    std::optional<scmp_compare> comparison = comparisonOf(argument.op);
    if (!comparison || argument.index > 5)
      return invalidError("seccomp", argument.op,
                          "a seccomp rule compares argument " + std::to_string(argument.index) + " by \"" + argument.op + "\", which does not exist");
    arguments.push_back({argument.index, *comparison, argument.value, argument.valueTwo});
  }
  for (const std::string& name : rule.names) {
    int number = seccomp_syscall_resolve_name(name.c_str());
    // A profile names calls of newer kernels and other processors; those this library does not know fall to the default action.
    if (number == __NR_SCMP_ERROR) continue;
    int code = seccomp_rule_add_array(filter, *action, number, static_cast<unsigned>(arguments.size()), arguments.data());
    if (code != 0) return seccompError(name, code);
  }
  return {};
}

Result<SeccompProgram> exportProgram(void* filter) {
  Fd memory(memfd_create("seccomp", MFD_CLOEXEC));
  if (!memory) return systemError("seccomp", "memfd");
  if (int code = seccomp_export_bpf(filter, memory.get()); code != 0) return seccompError("program", code);
  if (lseek(memory.get(), 0, SEEK_SET) != 0) return systemError("seccomp", "memfd");
  std::string bytes = TRY(readAll(memory.get(), 1 << 20, "seccomp program"));
  SeccompProgram program(bytes.size() / sizeof(sock_filter));
  memcpy(program.data(), bytes.data(), program.size() * sizeof(sock_filter));
  return program;
}

Result<SeccompProgram> compile(const oci::Seccomp& profile) {
  std::optional<uint32_t> action = actionOf(profile.defaultAction, profile.defaultErrnoRet.value_or(EPERM));
  if (!action) return unsupportedError("seccomp", profile.defaultAction, "the seccomp action " + profile.defaultAction + " is not supported");
  Filter filter(seccomp_init(*action), seccomp_release);
  if (!filter) return systemError("seccomp", "filter", ENOMEM);
  for (const std::string& name : profile.architectures) {
    std::optional<uint32_t> architecture = architectureOf(name);
    if (!architecture) continue;
    int code = seccomp_arch_add(filter.get(), *architecture);
    if (code != 0 && code != -EEXIST) return seccompError(name, code);
  }
  // A tree of comparisons instead of a list: a system call late in the list would otherwise pay for all before it.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
  for (const oci::SeccompRule& rule : profile.syscalls) TRY(addRule(filter.get(), rule, *action));
  return exportProgram(filter.get());
}

std::string keyOf(const oci::Seccomp& profile) {
  std::string key = profile.defaultAction + std::to_string(profile.defaultErrnoRet.value_or(EPERM));
  for (const std::string& name : profile.architectures) key += "," + name;
  for (const oci::SeccompRule& rule : profile.syscalls) {
    key += ";" + rule.action + std::to_string(rule.errnoRet.value_or(EPERM));
    for (const std::string& name : rule.names) key += "," + name;
    for (const auto& [index, value, valueTwo, op] : rule.args)
      key += "/" + std::to_string(index) + op + std::to_string(value) + "-" + std::to_string(valueTwo);
  }
  return key;
}

}  // namespace

Result<SeccompProgram> compileSeccomp(const oci::Seccomp& profile) {
  static std::string lastKey;
  static SeccompProgram lastProgram;
  std::string key = keyOf(profile);
  if (key != lastKey) {
    lastProgram = TRY(compile(profile));
    lastKey = std::move(key);
  }
  return lastProgram;
}

Result<void> loadSeccomp(const SeccompProgram& program) {
  if (program.empty()) return {};
  sock_fprog load{static_cast<unsigned short>(program.size()), const_cast<sock_filter*>(program.data())};
  if (sys::seccompFilter(0, &load) != 0) return systemError("seccomp", "filter");
  return {};
}

}  // namespace bulkhead
