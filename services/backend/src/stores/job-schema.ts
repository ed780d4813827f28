import { PgBoss } from 'pg-boss'
import { queues } from './queues.ts'

/** Makes or upgrades the tables of the job queue, and the queues. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, schedule: false, supervise: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    await defineQueues(boss)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Makes the queues that are missing, and gives all of them their options. */
export async function defineQueues(boss: PgBoss): Promise<void> {
  for (const { name, ...options } of queues) {
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
  }
}
