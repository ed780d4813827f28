/** What a container uses now, as `docker stats` says. */
export interface ContainerUse {
  readonly name: string
  /** Of one processor: 200 is two of them, whole. */
  readonly cpuPercent: number
  /** Bytes. */
  readonly memory: number
  readonly memoryLimit: number
  /** Bytes since it was started. */
  readonly received: number
  readonly sent: number
}

/** Docker counts memory in 1,024s and network in 1,000s, and writes the unit after each number. */
const units: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1_024,
  MiB: 1_024 ** 2,
  GiB: 1_024 ** 3,
  TiB: 1_024 ** 4,
}

/** @param text one JSON object a line, of `docker stats --no-stream --format '{{json .}}'` */
export const parseContainerUse = (text: string): ContainerUse[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const {
        Name = '',
        CPUPerc = '',
        MemUsage = '',
        NetIO = '',
      } = JSON.parse(line) as Record<string, string | undefined>
      const [memory = 0, memoryLimit = 0] = MemUsage.split('/').map(bytesOf)
      const [received = 0, sent = 0] = NetIO.split('/').map(bytesOf)
      const cpuPercent = Number.parseFloat(CPUPerc) || 0
      return { name: Name, cpuPercent, memory, memoryLimit, received, sent }
    })

/** `57.27MiB` as bytes; 0 for `--`, which a container has that has just ended. */
export function bytesOf(text: string): number {
  const [, digits = '0', unit = 'B'] = /^\s*([\d.]+)\s*([A-Za-z]+)\s*$/.exec(text) ?? []
  return Math.round(Number(digits) * (units[unit] ?? 0))
}

/** A volume and the bytes in it. */
export interface VolumeUse {
  readonly name: string
  readonly bytes: number
}

/** @param text of `docker system df --verbose --format '{{json .Volumes}}'`. @param label those that carry it */
export function parseVolumeUse(text: string, label: string): VolumeUse[] {
  const volumes = JSON.parse(text === '' ? '[]' : text) as { Name: string; Size: string; Labels?: string }[]
  return volumes
    .filter(({ Labels = '' }) => Labels.split(',').includes(label))
    .map(({ Name, Size }) => ({ name: Name, bytes: bytesOf(Size) }))
}
