import { ManageError, missingError } from '../../core/errors.ts'

const withoutDocker = 'Or run the stack without Docker: pnpm manage dev:up --engine embedded'

interface Rule {
  pattern: RegExp
  explain(match: RegExpExecArray): { message: string; hint: string }
}

const pullHint = (image: string | undefined) =>
  `Try it by itself for the whole story: docker pull ${image}\nBehind a proxy, the daemon needs the proxy too: https://docs.docker.com/engine/daemon/proxy/`

/** What Docker says when something that it needs is not there, and the way out of each. First match counts. */
const rules: readonly Rule[] = [
  {
    pattern:
      /permission denied while trying to connect to the (?:Docker daemon socket|docker API)(?: at (\S+?):? )?/i,
    explain: ([, socket]) => ({
      message: `you may not use the Docker daemon's socket${socket ? ` ${socket}` : ''}`,
      hint: `Join its group, then log in again: sudo usermod -aG docker $USER\n${withoutDocker}`,
    }),
  },
  {
    pattern:
      /Cannot connect to the Docker daemon(?: at (\S+?)\.? )?|failed to connect to the docker API(?: at (\S+?);)?|error during connect: .*?(?:dial|lookup)/i,
    explain: ([, first, second]) => ({
      message: `no Docker daemon answers${(first ?? second) ? ` at ${first ?? second}` : ''}`,
      hint: `Start it: sudo systemctl start docker (or open Docker Desktop)\n${withoutDocker}`,
    }),
  },
  {
    pattern: /no space left on device/i,
    explain: () => ({
      message: 'the disk that Docker uses is full',
      hint: 'See what takes the space: docker system df\nFree what no image needs any more: docker builder prune',
    }),
  },
  {
    pattern:
      /predefined address pools have been fully subnetted|could not find an available(?:, non-overlapping)? (?:predefined network|IPv4 address pool)/i,
    explain: () => ({
      message: 'Docker has no addresses left for another network',
      hint: 'It has some thirty networks where nobody says otherwise, and a site takes three. Remove what nobody needs: pnpm manage preview:clean, docker network prune\nOr give it more, smaller ones, in /etc/docker/daemon.json: "default-address-pools": [{"base": "172.16.0.0/12", "size": 24}]',
    }),
  },
  {
    pattern:
      /(?:Bind for \S+?:(\d+) failed: port is already allocated|listen tcp4? \S+?:(\d+): bind: address already in use)/i,
    explain: ([, first, second]) => ({
      message: `port ${first ?? second} is taken`,
      hint: `See who holds it: ss -ltnp 'sport = :${first ?? second}'\nOr give this stack ports of its own: --instance <name>`,
    }),
  },
  {
    pattern: /(?:Head|Get) "https?:\/\/([^/"]+)\/v2\/([^"\s]+?)\/manifests\/([^"]+)": (.*)/i,
    explain: ([, registry = '', name = '', tag, reason]) => {
      const image = `${registry.endsWith('.docker.io') ? '' : `${registry}/`}${name.replace(/^library\//, '')}:${tag}`
      return {
        message: `the image ${image} cannot be pulled: ${reason?.trim()}`,
        hint: pullHint(image),
      }
    },
  },
  ...[
    /pull access denied for ([^\s,]+)/i,
    /manifest for (\S+) not found/i,
    /failed to resolve (?:source metadata|reference)(?: for)? "?([\w./-]+(?::\w[\w.-]*)?)/i,
    /failed to solve[^\n]*?\b((?:[\w.-]+(?::\d+)?\/)*[\w.-]+:\w[\w.-]*): (?:not found|unexpected status|failed to (?:do request|authorize)|dial tcp)/i,
  ].map(
    (pattern): Rule => ({
      pattern,
      explain: ([, image]) => ({
        message: `the image ${image} cannot be pulled`,
        hint: pullHint(image),
      }),
    }),
  ),
  {
    pattern: /Get "(https?:\/\/[^/"]+)\/v2\/[^"]*": (.*)/i,
    explain: ([, registry, reason]) => ({
      message: `the registry ${registry} cannot be reached: ${reason?.trim()}`,
      hint: 'Check the name and the network; behind a proxy, the daemon needs the proxy too.',
    }),
  },
  {
    pattern: /denied: |unauthorized: |no basic auth credentials|requested access to the resource is denied/i,
    explain: () => ({
      message: 'the registry does not let you in',
      hint: 'Log in first: docker login <registry>',
    }),
  },
  {
    pattern: /toomanyrequests/i,
    explain: () => ({
      message: 'the registry has had too many requests from this address',
      hint: 'Log in, or wait: docker login',
    }),
  },
  {
    pattern:
      /'compose' is not a docker command|unknown command: docker compose|unknown (?:short)?hand flag: .*|unknown flag: --project-name/i,
    explain: () => ({
      message: 'Docker is here, but its Compose plugin is not',
      hint: `Install it: https://docs.docker.com/compose/install/linux/\n${withoutDocker}`,
    }),
  },
]

/**
 * The cause in Docker's words, if it is one with a known way out.
 *
 * @param text what the client printed. @returns undefined when it is something else.
 */
export function dockerFault(text: string): ManageError | undefined {
  for (const { pattern, explain } of rules) {
    const match = pattern.exec(text)
    if (!match) continue
    const { message, hint } = explain(match)
    return missingError(message, { hint, details: { docker: lastLine(text, match) } })
  }
  return undefined
}

/** The line that the match begins in, as evidence. */
function lastLine(text: string, { index }: RegExpExecArray): string {
  const start = text.lastIndexOf('\n', index) + 1
  const end = text.indexOf('\n', index)
  return text
    .slice(start, end === -1 ? undefined : end)
    .trim()
    .slice(0, 400)
}

/** An error of the runner with Docker's words in it, explained where that is possible. */
export function explainDocker(thrown: unknown): unknown {
  if (!(thrown instanceof ManageError)) return thrown
  if (thrown.kind === 'missing' && thrown.message.startsWith('docker was not found')) {
    return missingError('docker was not found on this machine', {
      hint: `Install it: https://docs.docker.com/engine/install/\n${withoutDocker}`,
    })
  }
  const { output } = thrown.details
  return (Array.isArray(output) ? dockerFault(output.join('\n')) : undefined) ?? thrown
}
