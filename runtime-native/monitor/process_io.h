#pragma once

#include <functional>
#include <list>
#include <optional>

#include "monitor/log_writer.h"
#include "sys/loop.h"

namespace bulkhead {

/**
 * The standard streams of one process: its output goes to the log and to every client attached, a client's input to the process. A slow
 * client holds the process back, through the pipe, rather than losing bytes; one that is gone does not.
 */
class ProcessIo {
 public:
  struct Options {
    bool terminal = false;
    /** Without it clients' input is dropped and the process sees the end of file at once. */
    bool stdinOpen = false;
    /** The first client that ends its input ends the process's. */
    bool stdinOnce = false;
  };

  ProcessIo(Loop& loop, Options options, LogWriter* log) : loop_(loop), options_(options), log_(log) {}
  ~ProcessIo();
  ProcessIo(const ProcessIo&) = delete;
  ProcessIo& operator=(const ProcessIo&) = delete;

  /** The child's ends (stdin, stdout, stderr); none with a terminal. Close them once the child has them. */
  Result<std::array<Fd, 3>> makePipes();
  Result<void> setTerminal(Fd master);
  /** From now on output is read. */
  Result<void> start();
  /** The client's end of a new stream. */
  Result<Fd> attach(bool input, bool output, bool error);
  [[nodiscard]] Result<void> resize(unsigned rows, unsigned columns) const;
  /** The process has ended: what it wrote is read to the end, then `drained` is called; `flushed`, when every client has it and has hung up. */
  void finish(const std::function<void()>& drained, std::function<void()> flushed);

 private:
  struct Client {
    Fd socket;
    bool input, output, error;
    std::string pending;
  };
  using ClientPosition = std::list<Client>::iterator;

  void readOutput(Fd& source, OutputStream stream);
  size_t pump(Fd& source, OutputStream stream);
  void closeOutput(Fd& source);
  void deliver(OutputStream stream, std::string_view data);
  void onClient(ClientPosition client, uint32_t events);
  void readInput(ClientPosition client);
  void endInput(ClientPosition client);
  void flushInput();
  void flush(ClientPosition client);
  void remove(ClientPosition client);
  void update();
  void checkFlushed();
  [[nodiscard]] bool blocked() const;

  Loop& loop_;
  Options options_;
  LogWriter* log_;
  Fd stdin_, stdout_, stderr_;
  Fd master_;
  std::list<Client> clients_;
  std::string input_;
  bool inputEnding_ = false;
  std::function<void()> flushed_;
};

}  // namespace bulkhead
