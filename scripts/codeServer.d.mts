import type { ChildProcess } from 'node:child_process';

export function openCodeServer(workspace: string): Promise<{ url: string; child: ChildProcess }>;
