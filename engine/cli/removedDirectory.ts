export function removedDirectory(): Error {
  return new Error(
    'this directory has been removed, so no relative path leads anywhere; give absolute paths, or go to another directory',
  );
}
