export function endGroup(pid: number): Promise<void>;
