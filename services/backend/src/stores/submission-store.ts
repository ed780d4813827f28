import { fromPrisma, type PgBoss } from 'pg-boss'
import type { Findings } from '../features/submissions/findings.ts'
import { takenDown } from '../features/submissions/submission-problems.ts'
import type { SubmissionRow, SubmissionStore } from '../features/submissions/submission-store-port.ts'
import type { SubmissionProblem } from '../features/submissions/submissions.ts'
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts'
import { blockedSql } from './administration/host-block-store.ts'
import { submissionQueue } from './queues.ts'

/** What a submission is read with. */
export const submissionInclude = {
  tool: { select: { slug: true, status: true, statusReason: true } },
} as const
type Found = Prisma.SubmissionGetPayload<{ include: typeof submissionInclude }>

/** Submissions in PostgreSQL; the job of one is enqueued in the transaction that makes it. */
export function createSubmissionStore(prisma: PrismaClient, boss: Pick<PgBoss, 'send'>): SubmissionStore {
  /** Writes of a try that is not the last one are dropped, as are writes to what has ended. */
  const update = async (id: string, attempt: number, data: Prisma.SubmissionUncheckedUpdateManyInput) => {
    const where = {
      id,
      attempts: attempt,
      status: { in: ['queued', 'running'] },
    } satisfies Prisma.SubmissionWhereInput
    await prisma.submission.updateMany({ where, data })
  }
  const ended = () => ({ progress: 1, detail: '', finishedAt: new Date() })

  return {
    takeIn: ({ id, url, canonicalUrl, language, userId, patient = false }) =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${canonicalUrl}, 0))::text`
        const where = {
          canonicalUrl,
          status: { in: ['queued', 'running'] },
        } satisfies Prisma.SubmissionWhereInput
        const underWay = await tx.submission.findFirst({ where, include: submissionInclude })
        if (underWay) return { row: submissionRow(underWay), joined: true }
        const select = { id: true, status: true } as const
        const tool = await tx.tool.findUnique({
          where: { canonicalUrl },
          select: { ...select, mergedInto: { select } },
        })
        const known = tool && knownAs(tool.mergedInto ?? tool)
        const row = await tx.submission.create({
          data: { id, url, canonicalUrl, language, userId, ...known },
          include: submissionInclude,
        })
        // The job has the submission's id: enqueued twice, it is there once.
        const priority = patient ? -1 : 0
        if (!tool) await boss.send(submissionQueue, { id }, { id, priority, db: fromPrisma(tx) })
        return { row: submissionRow(row), joined: false }
      }),

    blocked: async (url) => {
      const rows = await prisma.$queryRawUnsafe<{ reason: string }[]>(blockedSql, url)
      return rows[0]?.reason
    },

    find: async (id) => {
      const row = await prisma.submission.findUnique({ where: { id }, include: submissionInclude })
      return row ? submissionRow(row) : undefined
    },

    begin: async (id) => {
      const { count } = await prisma.submission.updateMany({
        where: { id, status: { in: ['queued', 'running'] } },
        data: { status: 'running', attempts: { increment: 1 } },
      })
      if (count === 0) return undefined
      const row = await prisma.submission.findUnique({ where: { id }, include: submissionInclude })
      return row ? submissionRow(row) : undefined
    },

    report: (id, attempt, progress) => update(id, attempt, progress),
    postpone: (id, attempt, detail) => update(id, attempt, { status: 'queued', detail }),
    finish: (id, attempt) => update(id, attempt, { status: 'done', step: 'done', ...ended() }),
    finishAsDuplicate: (id, attempt, toolId) =>
      update(id, attempt, { status: 'done', step: 'done', toolId, duplicate: true, ...ended() }),
    fail: (id, attempt, problem) =>
      update(id, attempt, { status: 'failed', problem: { ...problem }, detail: '', finishedAt: new Date() }),

    findings: async (submissionId) => {
      const run = await prisma.scrapeRun.findFirst({
        where: { submissionId, findings: { not: Prisma.DbNull } },
        orderBy: { attempt: 'desc' },
        select: { findings: true },
      })
      if (run) return run.findings as unknown as Findings
      return (await prisma.submission.count({ where: { id: submissionId } })) > 0 ? null : undefined
    },

    cancel: (id, problem) =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.submission.updateMany({
          where: { id, status: { in: ['queued', 'running'] } },
          data: { status: 'failed', problem: { ...problem }, detail: '', finishedAt: new Date() },
        })
        const row = count > 0 ? await tx.submission.findUnique({ where: { id } }) : null
        if (row?.toolId && !row.duplicate) {
          await tx.room.deleteMany({ where: { toolId: row.toolId, lastSeq: 0 } })
          await tx.tool.deleteMany({ where: { id: row.toolId } })
        }
        return count > 0
      }),

    recordRun: async (submissionId, attempt, { problem, unavailable, findings, ...outcome }) => {
      const data = {
        ...outcome,
        finishedAt: new Date(),
        ...(problem ? { problem: { ...problem } } : {}),
        ...(findings ? { findings: structuredClone(findings) as unknown as Prisma.InputJsonValue } : {}),
        unavailable: (unavailable ?? []).map((each) => ({ ...each })),
      }
      await prisma.scrapeRun.upsert({
        where: { submissionId_attempt: { submissionId, attempt } },
        create: { submissionId, attempt, ...data },
        update: data,
      })
    },
  }
}

/** Listed, or on its way to be: the submission joins it; otherwise it was taken down. */
function knownAs({ id, status }: { readonly id: string; readonly status: string }) {
  return status === 'published' || status === 'pending' ? listedAs(id) : refused()
}

function listedAs(toolId: string) {
  return {
    status: 'done',
    step: 'done',
    toolId,
    duplicate: true,
    progress: 1,
    finishedAt: new Date(),
  } as const
}

function refused() {
  return { status: 'failed', problem: { ...takenDown }, finishedAt: new Date() } as const
}

/** A submission as the features know it. */
export function submissionRow({ tool, problem, ...row }: Found): SubmissionRow {
  return {
    ...row,
    step: row.step as SubmissionRow['step'],
    problem: problem as SubmissionProblem | null,
    toolSlug: tool?.slug ?? null,
    listing: tool ? { status: tool.status, reason: tool.statusReason } : null,
  }
}
