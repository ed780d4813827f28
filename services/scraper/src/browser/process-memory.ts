import { readdir, readFile } from 'node:fs/promises'

/**
 * Resident memory of a process group in bytes, from /proc; undefined where there is no /proc. Shared pages count once
 * for each process, so it is more than the truth, and errs on the side of a new browser.
 *
 * @param leader pid of the group's leader
 */
export async function groupMemory(leader: number): Promise<number | undefined> {
  let names: string[]
  try {
    names = await readdir('/proc')
  } catch {
    return undefined
  }
  const sizes = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((pid) => memoryOf(pid, leader)),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function memoryOf(pid: string, leader: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; fields count from behind it (proc(5): pgrp 5, rss 24 in pages).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[2]) === leader ? Number(fields[21]) * 4_096 : 0
  } catch {
    return 0
  }
}
