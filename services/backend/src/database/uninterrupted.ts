/**
 * Sees to it that a replacement of all data is done as a whole or not at all, whatever signals come, and says which.
 *
 * @param prepare what comes before, which an interruption ends. @param replace what an interruption must not cut.
 */
export async function replaceUninterrupted<Prepared, Result>(
  prepare: () => Promise<Prepared>,
  replace: (prepared: Prepared) => Promise<Result>,
): Promise<Result> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let replacing = false
  let said = false
  const interrupt = () => {
    if (said) return
    said = true
    if (replacing) {
      process.stderr.write(
        'database: interrupted while the data was replaced: that is finished, the data is as new\n',
      )
      return
    }
    process.stderr.write('database: interrupted before anything was replaced: the data is as it was\n', () =>
      process.exit(130),
    )
  }
  for (const signal of signals) process.on(signal, interrupt)
  try {
    const prepared = await prepare()
    replacing = true
    return await replace(prepared)
  } finally {
    for (const signal of signals) process.off(signal, interrupt)
  }
}
