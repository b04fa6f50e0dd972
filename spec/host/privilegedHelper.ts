/** What root runs so that this user's containers get the limits, ports and devices that the user alone could not give them. */
export function privilegedHelper(uid: number): string {
  return `the privileged helper: sudo bulkhead-helper serve --for-uid ${uid}`;
}
