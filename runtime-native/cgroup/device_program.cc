#include "cgroup/device_program.h"

#include <fcntl.h>
#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sys/files.h"

namespace bulkhead::cgroup {

namespace {

enum Register : unsigned char {
  result = BPF_REG_0,
  context = BPF_REG_1,
  kind = BPF_REG_2,
  access = BPF_REG_3,
  majorNumber = BPF_REG_4,
  minorNumber = BPF_REG_5,
  scratch = BPF_REG_6
};

bpf_insn instruction(unsigned char code, unsigned char to, unsigned char from, short offset, int immediate) {
  bpf_insn made{};
  made.code = code;
  made.dst_reg = to & 15U;
  made.src_reg = from & 15U;
  made.off = offset;
  made.imm = immediate;
  return made;
}

bpf_insn loadWord(unsigned char to, short offset) { return instruction(BPF_LDX | BPF_MEM | BPF_W, to, context, offset, 0); }
bpf_insn move(unsigned char to, int value) { return instruction(BPF_ALU64 | BPF_MOV | BPF_K, to, 0, 0, value); }
bpf_insn moveRegister(unsigned char to, unsigned char from) { return instruction(BPF_ALU64 | BPF_MOV | BPF_X, to, from, 0, 0); }
bpf_insn bitAnd(unsigned char to, int value) { return instruction(BPF_ALU | BPF_AND | BPF_K, to, 0, 0, value); }
bpf_insn shiftRight(unsigned char to, int value) { return instruction(BPF_ALU | BPF_RSH | BPF_K, to, 0, 0, value); }
bpf_insn jumpUnless(unsigned char left, int value, short offset) { return instruction(BPF_JMP | BPF_JNE | BPF_K, left, 0, offset, value); }
bpf_insn leave() { return instruction(BPF_JMP | BPF_EXIT, 0, 0, 0, 0); }

int accessBits(const std::string& letters) {
  int bits = 0;
  for (char letter : letters) bits |= letter == 'r' ? BPF_DEVCG_ACC_READ : letter == 'w' ? BPF_DEVCG_ACC_WRITE : BPF_DEVCG_ACC_MKNOD;
  return bits;
}

/** A rule that fits decides and leaves; one that does not jumps to the next. */
void addRule(std::vector<bpf_insn>& program, const oci::DeviceRule& rule) {
  std::vector<bpf_insn> body;
  std::vector<size_t> jumps;
  auto unless = [&](unsigned char left, int64_t value) {
    jumps.push_back(body.size());
    body.push_back(jumpUnless(left, static_cast<int>(value), 0));
  };
  if (rule.type != 'a') unless(kind, rule.type == 'b' ? BPF_DEVCG_DEV_BLOCK : BPF_DEVCG_DEV_CHAR);
  if (rule.major && *rule.major >= 0) unless(majorNumber, *rule.major);
  if (rule.minor && *rule.minor >= 0) unless(minorNumber, *rule.minor);
  // Only if nothing else than what the rule speaks of is asked for.
  body.push_back(moveRegister(scratch, access));
  body.push_back(bitAnd(scratch, ~accessBits(rule.access)));
  unless(scratch, 0);
  body.push_back(move(result, rule.allow ? 1 : 0));
  body.push_back(leave());
  for (size_t at : jumps) body[at].off = static_cast<short>(body.size() - at - 1);
  program.insert(program.end(), body.begin(), body.end());
}

/** Later rules of the list win, so they are asked first; what no rule fits is refused. */
std::vector<bpf_insn> compile(const std::vector<oci::DeviceRule>& rules) {
  std::vector<bpf_insn> program = {
      loadWord(kind, 0), bitAnd(kind, 0xffff), loadWord(access, 0), shiftRight(access, 16), loadWord(majorNumber, 4), loadWord(minorNumber, 8),
  };
  for (auto rule = rules.rbegin(); rule != rules.rend(); ++rule) {
    bool everything = rule->type == 'a' && !rule->major && !rule->minor;
    if (everything) {
      program.push_back(move(result, rule->allow ? 1 : 0));
      program.push_back(leave());
      return program;
    }
    addRule(program, *rule);
  }
  program.push_back(move(result, 0));
  program.push_back(leave());
  return program;
}

int bpf(int command, bpf_attr& attributes) { return static_cast<int>(syscall(SYS_bpf, command, &attributes, sizeof attributes)); }

}  // namespace

Result<void> attachDeviceProgram(const std::string& directory, const std::vector<oci::DeviceRule>& rules) {
  std::vector<bpf_insn> program = compile(rules);
  bpf_attr load{};
  load.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE;
  load.insns = reinterpret_cast<uint64_t>(program.data());
  load.insn_cnt = static_cast<uint32_t>(program.size());
  load.license = reinterpret_cast<uint64_t>("Apache-2.0");
  Fd loaded(bpf(BPF_PROG_LOAD, load));
  if (!loaded) {
    return unsupportedError(
        "cgroup.devices", "devices",
        "device rules cannot be enforced: the kernel refuses the device program (" + errnoName(errno) + "); on cgroup v2 it needs root", errno);
  }
  Fd group = TRY(openAt(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY));
  bpf_attr attach{};
  attach.target_fd = static_cast<uint32_t>(group.get());
  attach.attach_bpf_fd = static_cast<uint32_t>(loaded.get());
  attach.attach_type = BPF_CGROUP_DEVICE;
  attach.attach_flags = BPF_F_ALLOW_MULTI;
  if (bpf(BPF_PROG_ATTACH, attach) != 0) return systemError("cgroup.devices", directory);
  return {};
}

}  // namespace bulkhead::cgroup
