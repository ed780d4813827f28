import { waitUntil } from '@parlance/testing'
import { runManage } from './manage.ts'

/** Milliseconds that a letter has: a job sends it, on a machine that does other things. */
const deadlineMs = 120_000

/**
 * The link in the last letter to an address, as a developer finds it: in the backend's log, where there is no mail server.
 *
 * @param page of the link: `confirm` or `reset`
 */
export async function linkTo(instance: string, email: string, page: string): Promise<string> {
  const link = new RegExp(`https?://[^\\s"\\\\]+/${page}\\?token=[\\w-]+`)
  const logs = ['dev:logs', 'backend', '--engine', 'embedded', '--instance', instance, '--tail', '400']
  const found = await waitUntil(
    `a letter to ${email} that leads to ${page}`,
    async () => {
      const { stdout } = await runManage([...logs, '--json'])
      const letters = stdout.split('\n').filter((line) => line.includes(email) && link.test(line))
      return letters.at(-1)
    },
    deadlineMs,
  )
  return link.exec(found)?.[0] ?? ''
}
