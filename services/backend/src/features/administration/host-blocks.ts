import type { By } from './changes.ts'

export interface HostBlockView {
  readonly host: string
  readonly reason: string
  /** Listings of the host, and of its subdomains, that readers see. */
  readonly listings: number
  readonly createdAt: string
}

/** Hosts whose pages are not taken in. */
export interface HostBlocks {
  list(): Promise<HostBlockView[]>
  /** Pages of the host, and of its subdomains, are not taken in; `hide` takes those that are listed from view. */
  add(host: string, options: { reason: string; hide: boolean }, by: By): Promise<{ hidden: number }>
  /** @throws Problem `not-found` */
  remove(host: string, by: By): Promise<void>
}
