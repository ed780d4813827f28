import type { Context } from '../core/context.ts'
import { ManageError, toManageError } from '../core/errors.ts'
import { lastLines } from '../core/lines.ts'
import type { Step } from '../core/steps.ts'

/** A fault that is known of something in a bill. */
export interface KnownFault {
  /** `CVE-2026-1234`. */
  id: string
  severity: 'high' | 'critical'
  component: string
  version: string
  /** The version without it; null where there is none yet. */
  fixed: string | null
}

interface TrivyDocument {
  Results?:
    | {
        Vulnerabilities?:
          | {
              VulnerabilityID: string
              PkgName: string
              InstalledVersion: string
              FixedVersion?: string
              Severity: string
            }[]
          | null
      }[]
    | null
}

interface GrypeDocument {
  matches: {
    vulnerability: { id: string; severity: string; fix?: { versions?: string[] | null } }
    artifact: { name: string; version: string }
  }[]
}

const severityOf = (text: string): KnownFault['severity'] | undefined => {
  const word = text.toLowerCase()
  return word === 'high' || word === 'critical' ? word : undefined
}

/** Programs that look a bill up in the lists of known faults, and how each says what it found. */
const scanners = {
  trivy: {
    args: (file: string) => ['sbom', '--quiet', '--format', 'json', '--severity', 'HIGH,CRITICAL', file],
    read: (text: string) =>
      ((JSON.parse(text) as TrivyDocument).Results ?? [])
        .flatMap(({ Vulnerabilities }) => Vulnerabilities ?? [])
        .map((one) => ({
          id: one.VulnerabilityID,
          severity: severityOf(one.Severity),
          component: one.PkgName,
          version: one.InstalledVersion,
          fixed: one.FixedVersion || null,
        })),
  },
  grype: {
    args: (file: string) => [`sbom:${file}`, '--quiet', '--output', 'json'],
    read: (text: string) =>
      (JSON.parse(text) as GrypeDocument).matches.map(({ vulnerability, artifact }) => ({
        id: vulnerability.id,
        severity: severityOf(vulnerability.severity),
        component: artifact.name,
        version: artifact.version,
        fixed: vulnerability.fix?.versions?.join(', ') || null,
      })),
  },
} as const
export type Scanner = keyof typeof scanners

/** The lists are fetched anew where they are old. */
const scanTimeoutMs = 600_000

/** The first of them that is here; undefined where none is. */
export async function findScanner({ runner }: Pick<Context, 'runner'>): Promise<Scanner | undefined> {
  for (const name of Object.keys(scanners) as Scanner[]) {
    const answer = await runner.run({ file: name, args: ['--version'] }, { allow: 'any' }).catch((error) => {
      if (toManageError(error).kind === 'missing') return undefined
      throw error
    })
    if (answer?.code === 0 && answer.stdout !== '') return name
  }
  return undefined
}

/**
 * Looks a bill up. Its exit code alone would not tell a fault that is known from lists that could not be had, so what counts
 * is the document. @param take gets the high and critical ones
 */
export const scanStep = (
  scanner: Scanner,
  file: string,
  take: (faults: readonly KnownFault[]) => void,
): Step => ({
  summary: `look ${file} up in what is known of faults`,
  process: { file: scanner, args: scanners[scanner].args(file) },
  async act({ run }) {
    const { code, stdout, stderr } = await run({ allow: 'any', timeoutMs: scanTimeoutMs })
    const fault = () =>
      new ManageError('failed', `${scanner} could not look ${file} up, so nothing is known of it`, {
        details: { code, lastLines: lastLines(stderr.trim().split('\n')) },
        hint: 'Without internet its lists must be there already; see its own documentation.',
      })
    if (code !== 0) throw fault()
    let found: ReturnType<(typeof scanners)[Scanner]['read']>
    try {
      found = scanners[scanner].read(stdout)
    } catch {
      throw fault()
    }
    take(found.flatMap(({ severity, ...fault }) => (severity ? [{ ...fault, severity }] : [])))
  },
})
