/** What the engine writes logs with. */
const DRIVERS: readonly string[] = ['json-file', 'local', 'none'];
const OPTIONS: readonly string[] = ['max-size', 'max-file', 'compress', 'mode'];

interface LogFault {
  /** The option it is about; the driver when missing. */
  option?: string;
  message: string;
}

/** Why the engine cannot keep a log so, if it cannot. No driver is the usual one. */
export function logFault(driver: string, options: Iterable<string>): LogFault | undefined {
  if (driver !== '' && !DRIVERS.includes(driver))
    return { message: `log driver "${driver}" is not available; use json-file, local or none` };
  for (const option of options)
    if (!OPTIONS.includes(option)) return { option, message: `unknown log opt '${option}' for log driver ${driver}` };
  return undefined;
}
