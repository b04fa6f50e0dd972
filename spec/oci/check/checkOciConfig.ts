import { checkTree } from '../../compose/check/checkProjectTree';
import type { PlacedProblem } from '../../Problem';
import { valueAt } from '../../yaml/Located';
import type { Located } from '../../yaml/Located';
import { unknownSystemCalls } from '../systemCallAsks';
import { CONFIG_TYPE } from '../vocabulary/configKeys';
import { checkCacheSchema } from './cacheRules';
import { checkCapabilities } from './capabilityRules';
import { checkJsonScalar } from './checkJsonScalar';
import { checkDevices, checkHooks, checkProtectedPaths, checkSysctls } from './kernelPathRules';
import { checkIdMappings } from './mappingRules';
import { checkMounts } from './mountRules';
import { checkNamespaces, checkNeededNamespaces } from './namespaceRules';
import { checkProcess, checkRoot } from './processRules';
import { checkResources } from './resourceRules';
import type { BundleFiles, Rule } from './Rule';
import { checkScheduler } from './schedulerRules';
import { checkSeccomp } from './seccompRules';

/** More of one file helps nobody. */
const MAX_PROBLEMS = 500;

const RULES: readonly Rule[] = [
  ...[checkRoot, checkProcess, checkCapabilities, checkMounts, checkHooks],
  ...[checkNamespaces, checkNeededNamespaces, checkIdMappings, checkDevices, checkProtectedPaths, checkSysctls],
  ...[checkScheduler, checkResources, checkCacheSchema, checkSeccomp],
];

/** Systems whose configs have other paths, mounts and namespaces than those of Linux. */
const OTHER_SYSTEMS = ['windows', 'solaris', 'zos', 'freebsd'];

const isForLinux = (config: Located): boolean =>
  valueAt(config, 'linux') !== undefined || OTHER_SYSTEMS.every((system) => valueAt(config, system) === undefined);

/**
 * A runtime config against the runtime-spec: keys and types, and what they say together, which is known of Linux alone. The
 * specification lets a runtime ignore keys it does not know, so those are warnings.
 */
export function checkOciConfig(config: Located, files?: BundleFiles): PlacedProblem[] {
  const structure = checkTree(config, CONFIG_TYPE, {
    scalar: checkJsonScalar,
    unknownKey: 'warning',
    placeAdvice: () => '',
  });
  const found: PlacedProblem[] = [];
  for (const rule of isForLinux(config) ? RULES : [])
    rule({
      config,
      files,
      report: (code, { origin, range }, message, severity = 'error', { missing, replacement } = {}) => {
        if (found.length >= MAX_PROBLEMS) return;
        found.push({
          ...{ code, severity, message, place: { origin, range } },
          ...(missing === undefined ? {} : { missing }),
          ...(replacement === undefined ? {} : { replacement }),
        });
      },
    });
  return [...structure, ...found, ...unknownSystemCalls(valueAt(config, 'linux', 'seccomp')).slice(0, MAX_PROBLEMS)];
}
