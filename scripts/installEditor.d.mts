export function ensureEditor(): Promise<{ node: string; codeServer: string }>;
