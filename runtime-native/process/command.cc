#include "process/command.h"

#include <sys/stat.h>
#include <unistd.h>

#include <sstream>
#include <vector>

namespace bulkhead {

namespace {

std::string pathVariable(const oci::Process& process) {
  for (const std::string& entry : process.env)
    if (entry.starts_with("PATH=")) return entry.substr(5);
  return "";
}

/** 0, or why this file cannot be the command. */
int checkExecutable(const std::string& path) {
  struct stat kind {};
  if (stat(path.c_str(), &kind) != 0) return errno;
  if (S_ISDIR(kind.st_mode)) return EISDIR;
  return access(path.c_str(), X_OK) == 0 ? 0 : EACCES;
}

Error notExecutable(const std::string& command, const std::string& why, int errnum) {
  return Error{"not-executable", "exec", command, "exec: \"" + command + "\": " + why, errnum};
}

Error notFound(const std::string& command, const std::string& why) {
  return Error{"command-not-found", "exec", command, "exec: \"" + command + "\": " + why, ENOENT};
}

Result<std::string> findCommand(const oci::Process& process) {
  const std::string& command = process.args.front();
  if (command.find('/') != std::string::npos) {
    int problem = checkExecutable(command);
    if (problem == 0) return command;
    if (problem == ENOENT || problem == ENOTDIR) return notFound(command, "stat " + command + ": no such file or directory");
    return notExecutable(command, problem == EISDIR ? "is a directory" : "permission denied", problem);
  }
  std::istringstream directories(pathVariable(process));
  bool forbidden = false;
  for (std::string directory; std::getline(directories, directory, ':');) {
    std::string path = (directory.empty() ? "." : directory) + "/" + command;
    int problem = checkExecutable(path);
    if (problem == 0) return path;
    forbidden = forbidden || problem == EACCES;
  }
  if (forbidden) return notExecutable(command, "permission denied", EACCES);
  return notFound(command, "executable file not found in $PATH");
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

}  // namespace

Error execCommand(const oci::Process& process) {
  Result<std::string> path = findCommand(process);
  if (!path) return std::move(path.error());
  execve(path->c_str(), pointers(process.args).data(), pointers(process.env).data());
  const std::string& command = process.args.front();
  if (errno == ENOENT) return notFound(command, "no such file or directory: its interpreter is missing in the container");
  if (errno == ENOEXEC) return notExecutable(command, "exec format error", ENOEXEC);
  if (errno == EACCES || errno == EPERM) return notExecutable(command, "permission denied", errno);
  return systemError("exec", command);
}

}  // namespace bulkhead
