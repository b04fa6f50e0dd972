import { basename } from 'node:path';

/** As Docker Compose makes a name of a directory: lower case, without what a name cannot have. */
function normalizeProjectName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '');
}

export function isProjectName(text: string): boolean {
  return /^[a-z0-9][-_a-z0-9]*$/.test(text);
}

export function directoryProjectName(directory: string): string {
  return normalizeProjectName(basename(directory)) || 'project';
}
