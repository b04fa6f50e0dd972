import { version } from '../package.json';

export const ENGINE_VERSION: string = version;
export const API_VERSION = '1.47';
export const MIN_API_VERSION = '1.24';
