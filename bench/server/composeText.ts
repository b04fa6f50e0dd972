/** A valid Compose file of about so many lines: services of twenty lines as people write them, in a chain of dependencies. */
export function composeText(lines: number): string {
  const out = ['services:'];
  for (let index = 0; out.length + 24 < lines; index++) {
    out.push(
      `  service${index}:`,
      `    image: registry.example/team/service${index}:1.25`,
      `    container_name: service${index}`,
      '    command: ["serve", "--port", "8080"]',
      '    working_dir: /srv',
      '    environment:',
      '      LOG_LEVEL: info',
      `      SERVICE_NAME: service${index}`,
      '    volumes:',
      `      - ./data/${index}:/data`,
      '      - cache:/cache:ro',
      '    mem_limit: 64m',
      '    cpus: 0.5',
      '    restart: unless-stopped',
      '    cap_drop:',
      '      - ALL',
      '    labels:',
      `      com.example.index: "${index}"`,
      ...(index === 0 ? ['    tty: true'] : ['    depends_on:', `      - service${index - 1}`]),
    );
  }
  out.push('volumes:', '  cache:');
  return `${out.join('\n')}\n`;
}
