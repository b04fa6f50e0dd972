/** Whether a JSON file is a profile of system calls: the filter of an OCI config is one level further down. */
export function isSeccompProfile(name: string, text: string): boolean {
  return name.endsWith('.json') && /"defaultAction"\s*:/.test(text) && !/"(?:ociVersion|services)"\s*:/.test(text);
}
