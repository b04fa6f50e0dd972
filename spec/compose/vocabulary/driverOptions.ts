import type { Meanings } from './ValueType';

/** Of the logging drivers that write files. */
export const LOG_OPTIONS: Meanings = {
  'max-size': 'A file of the log is closed when it is that large, as in `10m`.',
  'max-file': 'Files of the log that are kept, as a text: `"3"`.',
  compress: 'Whether files that are closed are compressed, as a text.',
  tag: 'What tells this container from others in the log.',
  labels: 'Labels of the container that are written with each line, with commas between.',
  env: 'Variables of the container that are written with each line, with commas between.',
  mode: '`non-blocking`: lines are lost rather than the container waits.',
  'max-buffer-size': 'What is kept for a log that is slow, with `mode: non-blocking`.',
};

/** Of the driver `local`: what mount(8) is given. */
export const VOLUME_OPTIONS: Meanings = {
  type: 'Type of filesystem, as `nfs`, `cifs`, `tmpfs` or `none` for a bind mount.',
  o: 'Options of the mount with commas between, as `bind` or `addr=10.0.0.1,rw`.',
  device: 'What is mounted: a directory, a device, or the export of a server as `:/path`.',
};

/** Of the driver `bridge`. */
export const NETWORK_OPTIONS: Meanings = {
  'com.docker.network.bridge.name': 'Name of the interface on the host.',
  'com.docker.network.driver.mtu': 'Largest packet, as a text.',
  'com.docker.network.bridge.enable_icc': 'Whether containers of the network reach each other, as a text.',
  'com.docker.network.bridge.enable_ip_masquerade': 'Whether packets leave with the address of the host, as a text.',
  'com.docker.network.bridge.host_binding_ipv4': 'Address of the host that ports are published on without one of their own.',
};
