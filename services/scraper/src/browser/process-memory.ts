import { readdir, readFile } from 'node:fs/promises'

/** One process of a group. */
export interface GroupProcess {
  readonly pid: number
  /** Resident memory, in bytes; pages shared with others count in each. */
  readonly bytes: number
}

/**
 * The processes of a group with their resident memory, from /proc; undefined where there is no /proc.
 *
 * @param leader pid of the group's leader
 */
export async function groupProcesses(leader: number): Promise<GroupProcess[] | undefined> {
  let names: string[]
  try {
    names = await readdir('/proc')
  } catch {
    return undefined
  }
  const found = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((pid) => memberOf(Number(pid), leader)),
  )
  return found.filter((member) => member !== undefined)
}

/** Resident memory of a whole group in bytes: more than the truth, as shared pages count more than once. */
export async function groupMemory(leader: number): Promise<number | undefined> {
  return (await groupProcesses(leader))?.reduce((sum, { bytes }) => sum + bytes, 0)
}

/** The process, if it is of this group just now. */
async function memberOf(pid: number, leader: number): Promise<GroupProcess | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; fields count from behind it (proc(5): pgrp 5, rss 24 in pages).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[2]) === leader ? { pid, bytes: Number(fields[21]) * 4_096 } : undefined
  } catch {
    return undefined
  }
}
