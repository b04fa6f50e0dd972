import type { HostReport } from '../../api/bulkhead';
import { hostChecks } from '../../spec/host/hostChecks';
import type { Engine } from '../Engine';
import { ENGINE_VERSION } from '../version';

export function hostReport({ deps }: Engine): HostReport {
  const facts = deps.facts();
  const { helper, paths } = deps;
  const engine = {
    version: ENGINE_VERSION,
    pid: process.pid,
    socket: paths.socket,
    dataRoot: paths.dataRoot,
    runRoot: paths.runRoot,
  };
  if (helper.failed !== undefined) {
    const remedy = `see ${paths.log}`;
    const check = { name: 'helper', ok: false, detail: helper.failed, remedy };
    return { facts, engine, helper: { mode: 'failed', reason: helper.failed }, checks: [check, ...hostChecks(facts)] };
  }
  const { mode, pid, controllers } = helper.hello;
  const detail = `runs as pid ${String(pid)} in mode ${mode}; ${controllers.length === 0 ? 'it can make no cgroups' : `cgroups in ${controllers.join(', ')}`}`;
  return {
    facts,
    engine,
    helper: { mode, pid, controllers },
    checks: [{ name: 'helper', ok: true, detail }, ...hostChecks(facts, mode === 'privileged' ? controllers : [])],
  };
}
