/** Whether a release as in `6.1.0-13-amd64` is of a version or a newer one; one that is no release is of none. */
export function isKernelAtLeast(release: string, version: string): boolean {
  const [ours, wanted] = [release, version].map((text) => /^(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number));
  if (!ours || !wanted) return false;
  const [major = 0, minor = 0] = ours;
  const [wantedMajor = 0, wantedMinor = 0] = wanted;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
