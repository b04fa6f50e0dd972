/** `Dockerfile`, `Containerfile`, and both with a word before or after; `.dockerignore` files beside them are none. */
const NAME = /^(?:.+[.-])?(?:docker|container)file(?:[.-].+)?$/i;

export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !/\.(dockerignore|containerignore|md|ya?ml|json|tsx?|jsx?|txt)$/i.test(name);
}
