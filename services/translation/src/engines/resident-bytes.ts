import { readFileSync } from 'node:fs'

const pageBytes = 4_096

/** Resident memory of a process in bytes; 0 where it is gone, or the system has no /proc. */
export function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes
  } catch {
    return 0
  }
}
