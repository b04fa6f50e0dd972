/** `Dockerfile`, `Containerfile`, and both with a word before or after. */
const NAME = /^(?:.+[.-])?(?:docker|container)file(?:[.-].+)?$/i;

/** Files beside them with names alike: what a build leaves out, texts about them. */
const OTHER = /\.(?:dockerignore|containerignore|md|ya?ml|json|tsx?|jsx?|txt)$/i;

/** What only becomes a Dockerfile when a program has filled it in. Editors take its name for one all the same. */
const TEMPLATE = /\.(?:erb|ejs|hbs|in|j2|jinja2?|m4|mustache|template|tmpl|tpl)$/i;

export function isTemplateName(name: string): boolean {
  return TEMPLATE.test(name);
}

export function isDockerfileName(name: string): boolean {
  return NAME.test(name) && !OTHER.test(name) && !isTemplateName(name);
}
