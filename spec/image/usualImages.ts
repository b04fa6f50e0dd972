/** Images that many projects begin with; which version, their registry tells. */
export const USUAL_IMAGES: readonly string[] = [
  ...['alpine', 'debian', 'ubuntu', 'busybox', 'node', 'python', 'golang', 'rust', 'ruby', 'php', 'eclipse-temurin'],
  ...['nginx', 'httpd', 'caddy', 'traefik', 'haproxy'],
  ...['postgres', 'mysql', 'mariadb', 'mongo', 'redis', 'valkey/valkey', 'memcached', 'rabbitmq', 'elasticsearch'],
  ...['grafana/grafana', 'prom/prometheus', 'adminer', 'wordpress', 'nextcloud'],
];

/** Those that others are made from. */
export const BASE_IMAGES: readonly string[] = USUAL_IMAGES.slice(0, USUAL_IMAGES.indexOf('nginx') + 1);
