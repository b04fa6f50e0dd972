/** Declared without an ARG in FROM lines; a stage must declare them to use them. */
export const PLATFORM_VARIABLES: Readonly<Record<string, string>> = {
  TARGETPLATFORM: 'Platform of the result, as in `linux/amd64`.',
  TARGETOS: 'Operating system of the result, as in `linux`.',
  TARGETARCH: 'Architecture of the result, as in `amd64`.',
  TARGETVARIANT: 'Variant of the architecture of the result, as in `v7`.',
  BUILDPLATFORM: 'Platform of the machine that builds.',
  BUILDOS: 'Operating system of the machine that builds.',
  BUILDARCH: 'Architecture of the machine that builds.',
  BUILDVARIANT: 'Variant of the architecture of the machine that builds.',
  TARGETSTAGE: 'Name of the stage that is the result.',
};

/** There for every command of a build that is given them, whether or not an ARG says so. */
export const PROXY_VARIABLES = [
  ...['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy'],
  ...['NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy', 'SOURCE_DATE_EPOCH'],
];

/** What every stage has, `FROM scratch` included. */
export const STAGE_VARIABLES = ['PATH'];
