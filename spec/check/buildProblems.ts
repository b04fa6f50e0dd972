import { buildsOf } from '../compose/builds';
import type { Build } from '../compose/builds';
import { closest } from '../compose/check/closest';
import { Dockerfiles } from '../compose/Dockerfiles';
import type { Dockerfile } from '../dockerfile/Dockerfile';
import { pairsOf } from '../dockerfile/pairs';
import { stageNamed } from '../dockerfile/stages';
import { PLATFORM_VARIABLES, PROXY_VARIABLES } from '../dockerfile/vocabulary/buildVariables';
import { settle } from '../Problem';
import type { PlacedProblem, Problem } from '../Problem';
import { textOf } from '../yaml/Located';
import type { LocatedMap, Place } from '../yaml/Located';

function problem(
  code: PlacedProblem['code'],
  severity: Problem['severity'],
  { origin, range }: Place,
  message: string,
  replacement?: string,
): PlacedProblem {
  return { code, severity, message, place: { origin, range }, ...(replacement === undefined ? {} : { replacement }) };
}

function targetProblems({ service, target }: Build, { stages }: Dockerfile): PlacedProblem[] {
  const name = textOf(target);
  if (!target || name === undefined || name === '' || target.hasUnsetVariable || stageNamed(stages, name)) return [];
  const meant = closest(
    name,
    stages.flatMap((stage) => (stage.name ? [stage.name.text] : [])),
  );
  const advice = meant ? `did you mean '${meant}'?` : 'name a stage with AS behind its FROM.';
  const message = `Service ${service} builds stage '${name}', which its Dockerfile does not have; ${advice}`;
  return [problem('build-target-undefined', 'error', target, message, target.isQuoted ? undefined : meant)];
}

const GIVEN = new Set([...PROXY_VARIABLES, ...Object.keys(PLATFORM_VARIABLES)]);

function argProblems({ service, args }: Build, { instructions, escape }: Dockerfile): PlacedProblem[] {
  if (args.length === 0) return [];
  const declaring = instructions.filter(({ keyword }) => keyword === 'ARG');
  const declared = new Set(declaring.flatMap((one) => pairsOf(one, escape).map(({ name }) => name)));
  return args
    .filter(({ name }) => !declared.has(name) && !GIVEN.has(name) && !name.startsWith('BUILDKIT_'))
    .map(({ name, place }) => {
      const meant = closest(name, declared);
      const advice = meant ? `; did you mean ${meant}?` : '.';
      return problem('build-arg-unused', 'information', place, `No ARG of the Dockerfile of ${service} takes ${name}${advice}`);
    });
}

/** What the builds of a project name in their Dockerfiles, in all its files. */
export function buildProblems(
  tree: LocatedMap | undefined,
  readFile: (path: string) => string | undefined,
  dockerfiles = new Dockerfiles(),
): Problem[] {
  const found = buildsOf(tree).flatMap((build): PlacedProblem[] => {
    const dockerfile = dockerfiles.of(build, readFile);
    if (dockerfile) return [...targetProblems(build, dockerfile.file), ...argProblems(build, dockerfile.file)];
    const [path] = build.dockerfiles;
    if (path === undefined) return [];
    return [
      problem(
        'build-file-missing',
        'warning',
        build.place,
        `Service ${build.service} is built from ${path}, which does not exist.`,
      ),
    ];
  });
  return found.map(settle);
}
