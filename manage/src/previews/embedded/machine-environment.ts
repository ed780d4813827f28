/**
 * What programs of a preview see of this machine's environment: where things are, and how to get out. Nothing of anybody's keys,
 * mail server or database: a preview has its own, or none.
 */
const allowed =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|SSL_CERT_FILE|SSL_CERT_DIR|NODE_EXTRA_CA_CERTS|(?:https?|no|all)_proxy)$/i

export const machineEnvironment = (env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => allowed.test(name)))
