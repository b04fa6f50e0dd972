#include "process/capabilities.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <string_view>

namespace bulkhead {

namespace {

/** capabilities(7), by number. */
constexpr std::array<std::string_view, 41> names = {"CHOWN",
                                                    "DAC_OVERRIDE",
                                                    "DAC_READ_SEARCH",
                                                    "FOWNER",
                                                    "FSETID",
                                                    "KILL",
                                                    "SETGID",
                                                    "SETUID",
                                                    "SETPCAP",
                                                    "LINUX_IMMUTABLE",
                                                    "NET_BIND_SERVICE",
                                                    "NET_BROADCAST",
                                                    "NET_ADMIN",
                                                    "NET_RAW",
                                                    "IPC_LOCK",
                                                    "IPC_OWNER",
                                                    "SYS_MODULE",
                                                    "SYS_RAWIO",
                                                    "SYS_CHROOT",
                                                    "SYS_PTRACE",
                                                    "SYS_PACCT",
                                                    "SYS_ADMIN",
                                                    "SYS_BOOT",
                                                    "SYS_NICE",
                                                    "SYS_RESOURCE",
                                                    "SYS_TIME",
                                                    "SYS_TTY_CONFIG",
                                                    "MKNOD",
                                                    "LEASE",
                                                    "AUDIT_WRITE",
                                                    "AUDIT_CONTROL",
                                                    "SETFCAP",
                                                    "MAC_OVERRIDE",
                                                    "MAC_ADMIN",
                                                    "SYSLOG",
                                                    "WAKE_ALARM",
                                                    "BLOCK_SUSPEND",
                                                    "AUDIT_READ",
                                                    "PERFMON",
                                                    "BPF",
                                                    "CHECKPOINT_RESTORE"};

constexpr std::string_view prefix = "CAP_";

/** -1 for an unknown name. */
int numberOf(std::string_view name) {
  if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  for (size_t number = 0; number < names.size(); ++number)
    if (names[number] == name) return static_cast<int>(number);
  return -1;
}

uint64_t bitsOf(const std::vector<std::string>& list) {
  uint64_t bits = 0;
  for (const std::string& name : list)
    if (int number = numberOf(name); number >= 0) bits |= 1ULL << number;
  return bits;
}

/** The kernel would refuse to set these later (capabilities(7)), or not give them; here the one in question still has a name. */
Result<void> checkWithin(const std::vector<std::string>& list, const char* key, const std::vector<std::string>& in, const char* inKey) {
  uint64_t allowed = bitsOf(in);
  for (const std::string& name : list)
    if ((allowed >> numberOf(name) & 1) == 0)
      return invalidError("capabilities", name,
                          name + " is in process.capabilities." + key + " but not in ." + inKey +
                              ", without which the kernel does not give it: add it there or remove it");
  return {};
}

}  // namespace

Result<void> checkCapabilities(const oci::Capabilities& capabilities, bool ownUserNamespace) {
  for (const auto* list :
       {&capabilities.bounding, &capabilities.effective, &capabilities.inheritable, &capabilities.permitted, &capabilities.ambient}) {
    for (const std::string& name : *list) {
      int number = numberOf(name);
      if (number < 0) return invalidError("capabilities", name, "there is no capability " + name);
      if (!ownUserNamespace && prctl(PR_CAPBSET_READ, number, 0, 0, 0) != 1)
        return unsupportedError("capabilities", name, name + " cannot be given: this host's bounding set does not have it; drop it from the spec",
                                EPERM);
    }
  }
  TRY(checkWithin(capabilities.inheritable, "inheritable", capabilities.bounding, "bounding"));
  TRY(checkWithin(capabilities.effective, "effective", capabilities.permitted, "permitted"));
  return checkWithin(capabilities.ambient, "ambient", capabilities.permitted, "permitted");
}

std::vector<std::string> ungrantableAmbient(const oci::Capabilities& capabilities) {
  std::vector<std::string> leftOut;
  for (const std::string& name : capabilities.ambient)
    if ((bitsOf(capabilities.inheritable) & bitsOf({name})) == 0) leftOut.push_back(name);
  return leftOut;
}

Result<void> dropBounding(const oci::Capabilities& capabilities) {
  uint64_t keep = bitsOf(capabilities.bounding);
  for (int number = 0; prctl(PR_CAPBSET_READ, number, 0, 0, 0) >= 0; ++number) {
    if ((keep >> number & 1) == 0 && prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0) return systemError("capabilities", "bounding set");
  }
  return {};
}

Result<void> setCapabilities(const oci::Capabilities& capabilities) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2] = {};
  uint64_t effective = bitsOf(capabilities.effective);
  uint64_t permitted = bitsOf(capabilities.permitted);
  uint64_t inheritable = bitsOf(capabilities.inheritable);
  for (int half = 0; half < 2; ++half) {
    data[half].effective = static_cast<uint32_t>(effective >> (32 * half));
    data[half].permitted = static_cast<uint32_t>(permitted >> (32 * half));
    data[half].inheritable = static_cast<uint32_t>(inheritable >> (32 * half));
  }
  if (syscall(SYS_capset, &header, data) != 0) return systemError("capabilities", "permitted set");
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  for (const std::string& name : capabilities.ambient)
    if ((inheritable & bitsOf({name})) != 0 && prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, numberOf(name), 0, 0) != 0)
      return systemError("capabilities", "ambient " + name);
  return {};
}

}  // namespace bulkhead
