import { ProtocolRequestType } from 'vscode-languageserver/node';
import { EFFECTIVE_PROJECT } from '../../spec/requests';
import type { EffectiveProject, EffectiveProjectParams } from '../../spec/requests';
import type { ComposeDocument } from '../documents/ComposeDocument';
import type { Feature } from './Feature';

export const EffectiveProjectRequest = {
  type: new ProtocolRequestType<EffectiveProjectParams, EffectiveProject | null, never, void, void>(EFFECTIVE_PROJECT),
};

/** The project a Compose file is (a part of). */
export const effectiveProject: Feature<EffectiveProjectParams, EffectiveProject, ComposeDocument> = ({ document }) =>
  document.effective();
