import type { CancellationToken } from 'vscode-languageserver/node';
import { ComposeDocument } from './documents/ComposeDocument';
import { DockerfileDocument } from './documents/DockerfileDocument';
import { EnvDocument } from './documents/EnvDocument';
import { OpenDocument } from './documents/OpenDocument';
import { SpecDocument } from './documents/SpecDocument';
import * as dockerfile from './dockerfile/features';
import * as env from './env/features';
import * as spec from './features/features';
import { diagnostics } from './features/diagnostics';
import { effectiveProject } from './features/effectiveProject';
import type { FeatureContext, LateFeature } from './features/Feature';
import { serviceOfCommand } from './features/serviceOfCommand';
import { REQUESTS } from './requestTable';
import type { Request } from './requestTable';

type Requests = typeof REQUESTS;

type FeaturesOf<Document extends OpenDocument> = {
  readonly [Name in keyof Requests]?: Requests[Name] extends Request<infer Params, infer Result>
    ? LateFeature<Params, Result, Document>
    : never;
};

/** How one kind of documents has a request answered. */
interface Answer {
  isFor: (document: OpenDocument) => boolean;
  answer: (context: FeatureContext<OpenDocument>, params: unknown, token: CancellationToken) => unknown;
}

/** A request, what the client is told of it, and who answers. */
export interface FeatureRow extends Omit<Request<unknown, unknown>, 'carries'> {
  answers: readonly Answer[];
}

function featuresOf<Document extends OpenDocument>(
  kind: abstract new (...given: never) => Document,
  features: FeaturesOf<Document>,
): (name: keyof Requests) => Answer[] {
  return (name) => {
    const feature = features[name] as LateFeature<unknown, unknown, Document> | undefined;
    if (!feature) return [];
    const isFor = (document: OpenDocument): boolean => document instanceof kind;
    // It is asked only about the documents it is for, and the types of the table say which parameters a request has.
    return [{ isFor, answer: (context, params, token) => feature(context as FeatureContext<Document>, params, token) }];
  };
}

/** The whole wiring: switching a feature off for a kind of documents is removing its line from the list of that kind. */
const KINDS = [
  featuresOf(SpecDocument, spec),
  featuresOf(ComposeDocument, { serviceOfCommand, effectiveProject }),
  featuresOf(DockerfileDocument, dockerfile),
  featuresOf(EnvDocument, env),
  featuresOf(OpenDocument, { diagnostics }),
];

export const FEATURES: readonly FeatureRow[] = Object.entries(REQUESTS).map(([name, { method, capabilities, isOffered }]) => ({
  ...{ method, capabilities, isOffered },
  answers: KINDS.flatMap((featuresFor) => featuresFor(name as keyof Requests)),
}));
