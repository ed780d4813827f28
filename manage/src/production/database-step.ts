import type { Step } from '../core/steps.ts'
import { composeRun, type Project } from '../docker/compose-commands.ts'
import { dockerStep } from '../docker/daemon.ts'
import { readProgramDocument } from '../docker/parse/program-document.ts'

/** The backend's own database program, as its image has it: only the backend knows the schema. */
export const databaseProgram = 'dist/backend/database-main.mjs'

const timeoutMs = 300_000

/** The database program of the backend's image, in a container of its own. @param read takes its document */
export const databaseStep = (
  project: Project,
  summary: string,
  action: 'seed' | 'admin-password' | 'copy-script' | readonly ['migrate' | 'admin-invite', ...string[]],
  read: (document: Record<string, unknown>) => void,
): Step =>
  dockerStep(
    summary,
    composeRun(project, 'backend', [databaseProgram, ...[action].flat(), '--json']),
    { timeoutMs },
    ({ stdout }) => read(readProgramDocument(stdout)),
  )
