#include "rootfs/mount_options.h"

#include <doctest/doctest.h>
#include <linux/mount.h>
#include <sys/mount.h>

using namespace bulkhead;

TEST_CASE("flags, attributes, propagation and data are told apart") {
  MountOptions options = parseMountOptions({"rbind", "ro", "nosuid", "rslave", "mode=755", "size=64k"});
  CHECK(options.bind);
  CHECK(options.recursive);
  CHECK(options.flags == (MS_RDONLY | MS_NOSUID));
  CHECK(options.attributesSet == (MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID));
  CHECK(options.propagation == (MS_SLAVE | MS_REC));
  CHECK(options.data == "mode=755,size=64k");
}

TEST_CASE("a later option takes back an earlier one") {
  MountOptions options = parseMountOptions({"ro", "rw"});
  CHECK(options.flags == 0);
  CHECK(options.attributesSet == 0);
  CHECK(options.attributesCleared == MOUNT_ATTR_RDONLY);
}
