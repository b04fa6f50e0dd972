#include <fcntl.h>

#include "rootfs/mount_options.h"
#include "rootfs/rootfs.h"
#include "sys/files.h"

namespace bulkhead {

namespace {

Result<void> openOne(RootfsContext& context, const std::string& path) {
  if (path.empty() || context.sources.contains(path)) return {};
  context.sources[path] = TRY(openAt(AT_FDCWD, path, O_PATH));
  return {};
}

Result<void> openLayers(RootfsContext& context, const Overlay& overlay) {
  for (const std::string& lower : overlay.lower) TRY(openOne(context, lower));
  TRY(openOne(context, overlay.upper));
  return openOne(context, overlay.work);
}

}  // namespace

Result<void> openStaging(RootfsContext& context) {
  std::string parent = context.staging.substr(0, context.staging.rfind('/'));
  context.stagingParent = TRY(openAt(AT_FDCWD, parent, O_PATH | O_DIRECTORY | O_NOFOLLOW));
  return {};
}

Result<Fd> openStagedRoot(const RootfsContext& context) {
  return openAt(context.stagingParent.get(), context.staging.substr(context.staging.rfind('/') + 1), O_PATH | O_DIRECTORY | O_NOFOLLOW);
}

Result<void> openSources(RootfsContext& context) {
  TRY(openOne(context, context.plan.directory));
  if (context.plan.directory.empty()) TRY(openLayers(context, context.plan.base));
  for (const Overlay& overlay : context.plan.overlays) TRY(openLayers(context, overlay));
  for (const oci::Mount& entry : context.config.mounts)
    if (entry.type == "bind" || parseMountOptions(entry.options).bind) TRY(openOne(context, entry.source));
  return {};
}

std::string sourcePath(const RootfsContext& context, const std::string& path) {
  auto opened = context.sources.find(path);
  return opened == context.sources.end() ? path : fdPath(opened->second.get());
}

}  // namespace bulkhead
