/** `Dockerfile`, `Containerfile`, and both with a word before or after. */
const NAME = /^(?:.+[.-])?(?:docker|container)file(?:[.-].+)?$/i;

/** Files beside them with names alike: what a build leaves out, texts about them, and templates that only become one. */
const OTHER =
  /\.(?:dockerignore|containerignore|md|ya?ml|json|tsx?|jsx?|txt|erb|ejs|hbs|in|j2|jinja2?|m4|mustache|template|tmpl|tpl)$/i;

export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !OTHER.test(name);
}
