import { containerCases } from './support/containerCases';

containerCases('root');
containerCases('rootless');
