/**
 * What a program that a test starts has of the test's own environment: where programs are, and where Node keeps what it
 * has compiled. Without the latter each start reads and compiles a service's whole source anew, a third of its work.
 */
export const programEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'NODE_COMPILE_CACHE'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
)
