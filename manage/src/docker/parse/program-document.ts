import { ManageError } from '../../core/errors.ts'

/**
 * The JSON document of the backend's database program, run in a container. Compose says on stdout too what it does, so
 * the document is what stands between the first brace and the last. @throws ManageError (failed) with what was printed
 */
export function readProgramDocument(stdout: string, stderr = ''): Record<string, unknown> {
  const text = stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1)
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new ManageError('failed', 'the database program did not answer with a JSON document', {
      cause: error,
      details: { output: (stdout.trim() || stderr.trim()).split('\n').slice(-20) },
    })
  }
}
