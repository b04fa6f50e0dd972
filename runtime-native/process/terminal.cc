#include "process/terminal.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "sys/in_root.h"

namespace bulkhead {

Result<Terminal> openTerminal(int root, const oci::Process& process) {
  Terminal terminal;
  terminal.master = TRY(openInRoot(root, "/dev/pts/ptmx", O_RDWR | O_NOCTTY));
  struct statfs magic {};
  // An image could put a file of its own there.
  if (fstatfs(terminal.master.get(), &magic) != 0 || magic.f_type != DEVPTS_SUPER_MAGIC)
    return invalidError("terminal", "/dev/pts/ptmx", "/dev/pts in the container is not a devpts: a terminal needs that mount");
  int unlocked = 0;
  if (ioctl(terminal.master.get(), TIOCSPTLCK, &unlocked) != 0) return systemError("terminal", "/dev/pts/ptmx");
  // By the master, not by name: nobody can put another file in between.
  terminal.slave.reset(ioctl(terminal.master.get(), TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC));
  if (!terminal.slave) return systemError("terminal", "slave");
  if (process.uid != 0 && fchown(terminal.slave.get(), process.uid, static_cast<gid_t>(-1)) != 0) return systemError("terminal", "slave");
  if (process.consoleSize) TRY(setTerminalSize(terminal.master.get(), process.consoleSize->first, process.consoleSize->second));
  return terminal;
}

Result<void> takeTerminal(int slave) {
  // Fails when this is a session leader already, which is as good.
  setsid();
  if (ioctl(slave, TIOCSCTTY, 0) != 0) return systemError("terminal", "controlling terminal");
  for (int fd = 0; fd < 3; ++fd)
    if (dup2(slave, fd) < 0) return systemError("terminal", "standard streams");
  return {};
}

Result<void> setTerminalSize(int master, unsigned rows, unsigned columns) {
  winsize size{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
  if (ioctl(master, TIOCSWINSZ, &size) != 0) return systemError("resize", "terminal");
  return {};
}

}  // namespace bulkhead
