import { PgBoss } from 'pg-boss'
import type { JobSender } from './listing-renewals.ts'
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

/** Does work that may enqueue jobs, while no backend's queue is at hand; it is opened when the first one comes. */
export async function withJobs<T>(url: string, work: (jobs: JobSender) => Promise<T>): Promise<T> {
  let opened: Promise<PgBoss> | undefined
  const open = async () => {
    const boss = new PgBoss({
      connectionString: url,
      max: 2,
      schedule: false,
      supervise: false,
      migrate: false,
    })
    boss.on('error', () => {})
    return boss.start()
  }
  try {
    return await work({
      insert: async (...job) => {
        opened ??= open()
        return (await opened).insert(...job)
      },
    })
  } finally {
    await (await opened)?.stop({ graceful: false })
  }
}

/** Makes the queues that are missing, and gives all of them their options. */
export async function defineQueues(boss: PgBoss): Promise<void> {
  for (const { name, ...options } of queues) {
    await boss.createQueue(name, options)
    await boss.updateQueue(name, options)
  }
}
