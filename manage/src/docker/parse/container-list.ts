/** A container as one line of `docker container ls --format '{{json .}}'` has it: what can be known without inspecting it. */
export interface ListedContainer {
  name: string
  image: string
  /** `running`, `paused`, `exited`, `restarting`, `created`, `dead`. */
  state: string
  /** Docker's own check; undefined where there is none. */
  health: 'healthy' | 'unhealthy' | 'starting' | undefined
  labels: Readonly<Record<string, string>>
}

/** @param text one JSON object a line. */
export const parseContainerList = (text: string): ListedContainer[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const {
        Names = '',
        Image = '',
        State = '',
        Status = '',
        Labels = '',
      } = JSON.parse(line) as Record<string, string | undefined>
      return {
        name: Names,
        image: Image,
        state: State,
        health: healthIn(Status),
        labels: Object.fromEntries(Labels.split(',').map(splitLabel)),
      }
    })

/** `Up 3 minutes (healthy)`, `Up 2 seconds (health: starting)`. */
function healthIn(status: string): ListedContainer['health'] {
  if (status.includes('(healthy)')) return 'healthy'
  if (status.includes('(unhealthy)')) return 'unhealthy'
  return status.includes('(health: starting)') ? 'starting' : undefined
}

const splitLabel = (label: string): [string, string] => {
  const at = label.indexOf('=')
  return at === -1 ? [label, ''] : [label.slice(0, at), label.slice(at + 1)]
}
