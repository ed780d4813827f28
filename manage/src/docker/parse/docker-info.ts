/** What `docker info --format '{{json .}}'` says, as far as it matters here. */
export interface DockerInfo {
  client: string
  /** undefined: no daemon answered. */
  server: string | undefined
  /** Plugin versions of the client; undefined where it lacks one. */
  compose: string | undefined
  buildx: string | undefined
  /** Why there is no server, in Docker's words. */
  serverError: string | undefined
  /** What the daemon's clock says, ISO 8601; undefined where no daemon answered. */
  systemTime: string | undefined
  /** Of the daemon's machine. */
  memoryBytes: number
  /** Where it keeps its data. */
  rootFolder: string | undefined
  /** Its id in the swarm that it manages; undefined where it manages none. */
  swarmNode: string | undefined
}

interface Document {
  ServerVersion?: string
  ServerErrors?: string[]
  SystemTime?: string
  MemTotal?: number
  DockerRootDir?: string
  Swarm?: { NodeID?: string; LocalNodeState?: string; ControlAvailable?: boolean }
  ClientInfo?: { Version?: string; Plugins?: { Name?: string; Version?: string; Err?: string }[] | null }
}

/** @returns undefined when the text is no such document. */
export function parseDockerInfo(text: string): DockerInfo | undefined {
  let document: Document
  try {
    document = JSON.parse(text) as Document
  } catch {
    return undefined
  }
  const plugin = (name: string) => {
    const found = document.ClientInfo?.Plugins?.find((candidate) => candidate.Name === name && !candidate.Err)
    return found?.Version?.replace(/^v/, '') || undefined
  }
  return {
    client: document.ClientInfo?.Version ?? '',
    server: document.ServerVersion || undefined,
    compose: plugin('compose'),
    buildx: plugin('buildx'),
    serverError: document.ServerErrors?.[0],
    systemTime: document.SystemTime || undefined,
    memoryBytes: document.MemTotal ?? 0,
    rootFolder: document.DockerRootDir || undefined,
    swarmNode: document.Swarm?.ControlAvailable ? document.Swarm.NodeID : undefined,
  }
}

/** First number of a version such as `28.2.2` or `20.10.24+dfsg1`; 0 when there is none. */
export const majorVersion = (version: string): number => Number(/^v?(\d+)/.exec(version)?.[1] ?? 0)
