#include "monitor/process_io.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "process/terminal.h"
#include "sys/frames.h"

namespace bulkhead {

namespace {

constexpr size_t chunkBytes = 65536;
/** The largest pipe an unprivileged process can make (fs.pipe-max-size). */
constexpr size_t maxDrainBytes = 1 << 20;

ssize_t readChunk(int fd, std::array<char, chunkBytes>& buffer) {
  ssize_t count;
  do count = read(fd, buffer.data(), buffer.size());
  while (count < 0 && errno == EINTR);
  return count;
}

}  // namespace

ProcessIo::~ProcessIo() {
  for (Client& client : clients_) loop_.remove(client.socket.get());
  for (Fd* fd : {&stdin_, &stdout_, &stderr_, &master_})
    if (*fd) loop_.remove(fd->get());
}

Result<std::array<Fd, 3>> ProcessIo::makePipes() {
  std::array<Fd, 3> childEnds;
  if (options_.terminal) return childEnds;
  if (options_.stdinOpen) {
    Pipe in = TRY(makePipe(O_CLOEXEC));
    childEnds[0] = std::move(in.read);
    stdin_ = std::move(in.write);
    TRY(setNonBlocking(stdin_.get()));
  } else {
    childEnds[0].reset(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!childEnds[0]) return systemError("setup", "/dev/null");
  }
  for (auto [ours, theirs] : {std::pair(&stdout_, &childEnds[1]), std::pair(&stderr_, &childEnds[2])}) {
    Pipe out = TRY(makePipe(O_CLOEXEC));
    *ours = std::move(out.read);
    *theirs = std::move(out.write);
    TRY(setNonBlocking(ours->get()));
  }
  return childEnds;
}

Result<void> ProcessIo::setTerminal(Fd master) {
  TRY(setNonBlocking(master.get()));
  master_ = std::move(master);
  return {};
}

Result<void> ProcessIo::start() {
  if (master_) {
    return loop_.add(master_.get(), EPOLLIN, [this](uint32_t events) {
      if ((events & EPOLLOUT) != 0) flushInput();
      if ((events & ~static_cast<uint32_t>(EPOLLOUT)) != 0) readOutput(master_, OutputStream::output);
    });
  }
  TRY(loop_.add(stdout_.get(), EPOLLIN, [this](uint32_t) { readOutput(stdout_, OutputStream::output); }));
  TRY(loop_.add(stderr_.get(), EPOLLIN, [this](uint32_t) { readOutput(stderr_, OutputStream::error); }));
  if (stdin_)
    TRY(loop_.add(stdin_.get(), 0, [this](uint32_t events) {
      // The process closed its end: an error that would be reported for ever.
      if ((events & (EPOLLERR | EPOLLHUP)) != 0) closeOutput(stdin_);
      flushInput();
    }));
  return {};
}

Result<Fd> ProcessIo::attach(bool input, bool output, bool error) {
  auto [ours, theirs] = TRY(makeSocketPair(SOCK_STREAM));
  TRY(setNonBlocking(ours.get()));
  clients_.push_back({std::move(ours), input, output, error, {}});
  ClientPosition client = std::prev(clients_.end());
  TRY(loop_.add(client->socket.get(), EPOLLIN | EPOLLRDHUP, [this, client](uint32_t events) { onClient(client, events); }));
  return std::move(theirs);
}

Result<void> ProcessIo::resize(unsigned rows, unsigned columns) const {
  if (!master_) return stateError("terminal", "the process has no terminal to resize");
  return setTerminalSize(master_.get(), rows, columns);
}

void ProcessIo::readOutput(Fd& source, OutputStream stream) {
  if (!source || blocked()) return;
  if (pump(source, stream) > 0) update();
}

/** One read. 0 when there is nothing (more). */
size_t ProcessIo::pump(Fd& source, OutputStream stream) {
  static std::array<char, chunkBytes> buffer;
  ssize_t count = readChunk(source.get(), buffer);
  if (count > 0) {
    deliver(stream, std::string_view(buffer.data(), static_cast<size_t>(count)));
    return static_cast<size_t>(count);
  }
  // A terminal that no process has open any more answers EIO: its end of file.
  if (count == 0 || errno != EAGAIN) closeOutput(source);
  return 0;
}

void ProcessIo::closeOutput(Fd& source) {
  if (!source) return;
  loop_.remove(source.get());
  source.reset();
}

void ProcessIo::deliver(OutputStream stream, std::string_view data) {
  // A full disk must not stop the container or the clients; the log has a gap then, as any log on a full disk.
  if (log_ != nullptr) (void)log_->write(stream, data);
  for (ClientPosition client = clients_.begin(); client != clients_.end();) {
    ClientPosition current = client++;
    if (!(stream == OutputStream::output ? current->output : current->error)) continue;
    if (options_.terminal)
      current->pending += data;
    else
      current->pending += encodeFrame(static_cast<unsigned char>(stream), data);
    flush(current);
  }
}

bool ProcessIo::blocked() const {
  for (const Client& client : clients_)
    if (!client.pending.empty()) return true;
  return false;
}

/** What is waited for follows from what is pending. */
void ProcessIo::update() {
  bool wait = blocked();
  // Not 0: a hang-up is reported whether one asks or not, and level-triggered for as long as the slow client takes.
  uint32_t reading = wait ? static_cast<uint32_t>(EPOLLET) : static_cast<uint32_t>(EPOLLIN);
  uint32_t writing = input_.empty() ? 0 : static_cast<uint32_t>(EPOLLOUT);
  if (stdout_) loop_.modify(stdout_.get(), reading);
  if (stderr_) loop_.modify(stderr_.get(), reading);
  if (master_) loop_.modify(master_.get(), reading | writing);
  if (stdin_) loop_.modify(stdin_.get(), writing);
  for (Client& client : clients_) {
    uint32_t events = client.pending.empty() ? 0 : static_cast<uint32_t>(EPOLLOUT);
    if (client.input && input_.size() < chunkBytes) events |= EPOLLIN | EPOLLRDHUP;
    loop_.modify(client.socket.get(), events);
  }
}

void ProcessIo::onClient(ClientPosition client, uint32_t events) {
  if ((events & (EPOLLHUP | EPOLLERR)) != 0) {
    // Both directions are closed. What it sent before that is still input.
    while (client->input) readInput(client);
    remove(client);
    update();
    checkFlushed();
    return;
  }
  if ((events & EPOLLOUT) != 0) flush(client);
  if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) readInput(client);
  update();
  checkFlushed();
}

void ProcessIo::readInput(ClientPosition client) {
  static std::array<char, chunkBytes> buffer;
  ssize_t count = readChunk(client->socket.get(), buffer);
  if (count > 0) {
    if (client->input && (stdin_ || master_)) input_.append(buffer.data(), static_cast<size_t>(count));
    flushInput();
  } else if (count == 0 || errno != EAGAIN) {
    endInput(client);
    client->input = false;
  }
}

/** The client will send no more; it may go on reading. */
void ProcessIo::endInput(ClientPosition client) {
  bool had = client->input;
  client->input = false;
  if (!had || !options_.stdinOnce) return;
  inputEnding_ = true;
  flushInput();
}

void ProcessIo::flushInput() {
  Fd& target = master_ ? master_ : stdin_;
  while (target && !input_.empty()) {
    ssize_t written = write(target.get(), input_.data(), input_.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) break;
    // The process closed its stdin: nobody will ever read this.
    if (written < 0)
      input_.clear();
    else
      input_.erase(0, static_cast<size_t>(written));
  }
  if (!target) input_.clear();
  if (inputEnding_ && input_.empty() && stdin_) closeOutput(stdin_);
  update();
}

void ProcessIo::flush(ClientPosition client) {
  while (!client->pending.empty()) {
    ssize_t written = send(client->socket.get(), client->pending.data(), client->pending.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EAGAIN) return;
    if (written < 0) {
      client->pending.clear();
      client->output = client->error = false;
      return;
    }
    client->pending.erase(0, static_cast<size_t>(written));
  }
}

void ProcessIo::remove(ClientPosition client) {
  endInput(client);
  loop_.remove(client->socket.get());
  clients_.erase(client);
}

void ProcessIo::finish(const std::function<void()>& drained, std::function<void()> flushed) {
  // What it wrote is in the pipes. It is read whether the clients keep up or not, or one that stands still would hide the exit; a
  // process that outlived the first one (without a pid namespace) may hold a pipe open and write for ever, hence the bound.
  for (auto [source, stream] :
       {std::pair(&stdout_, OutputStream::output), std::pair(&stderr_, OutputStream::error), std::pair(&master_, OutputStream::output)}) {
    size_t total = 0;
    for (size_t count = 1; *source && count > 0 && total < maxDrainBytes; total += count) count = pump(*source, stream);
    closeOutput(*source);
  }
  if (log_ != nullptr) (void)log_->flush();
  drained();
  flushed_ = std::move(flushed);
  update();
  checkFlushed();
}

void ProcessIo::checkFlushed() {
  if (!flushed_ || blocked()) return;
  // Told that there is no more, but not hung up on: a client that is still sending input would get an error for it and, as Node does,
  // drop what it has not read yet. Each ends its side when it has read the end.
  for (Client& client : clients_) shutdown(client.socket.get(), SHUT_WR);
  if (!clients_.empty()) return;
  // Exactly once, and not under the feet of whoever called.
  loop_.later(std::exchange(flushed_, nullptr));
}

}  // namespace bulkhead
