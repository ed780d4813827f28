import { createInterface } from 'node:readline/promises'
import type { Context } from '../core/context.ts'
import { ManageError, usageError } from '../core/errors.ts'

/** Names what will be lost and asks. @throws ManageError (usage) without a terminal, (failed) when the answer is no. */
export async function confirmLoss(name: string, losses: readonly string[], context: Context): Promise<void> {
  const list = losses.map((loss) => `  - ${loss}`).join('\n')
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw usageError(
      `${name} destroys data and there is no terminal to ask on`,
      `It would remove:\n${list}\nAdd --yes if that is meant.`,
    )
  }
  process.stderr.write(`${context.output.errorStyle.yellow(`${name} will remove:`)}\n${list}\n`)
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await prompt.question('Go on? [y/N] ', { signal: context.signal })
    if (!/^y(es)?$/i.test(answer.trim())) throw new ManageError('failed', 'nothing was removed')
  } finally {
    prompt.close()
  }
}
