/** Every cap of a scrape; times in milliseconds, sizes in bytes. */
export interface Limits {
  /** A whole scrape, from its turn to its result. */
  readonly scrapeMs: number
  /** A page, with its redirects. */
  readonly pageMs: number
  readonly pageBytes: number
  readonly robotsMs: number
  readonly robotsBytes: number
  /** An icon, a manifest, a picture. */
  readonly fileMs: number
  readonly imageBytes: number
  /** The search for a logo: no further icon is tried after so long. */
  readonly logoMs: number
  readonly redirects: number
  /** One page in the reading child, one picture in the image child. */
  readonly readMs: number
  readonly paintMs: number
  /** A visit of the browser; one that takes longer has hung, and its browser is killed. */
  readonly visitMs: number
  /** The pause between requests to one host. */
  readonly hostDelayMs: number
}

/** The caps as the service runs with them. */
export const defaultLimits: Limits = {
  scrapeMs: 90_000,
  pageMs: 20_000,
  pageBytes: 10_000_000,
  robotsMs: 8_000,
  // RFC 9309 wants at least 500 KiB to be read; what comes after is left.
  robotsBytes: 512 * 1_024,
  fileMs: 10_000,
  imageBytes: 10_000_000,
  logoMs: 15_000,
  redirects: 5,
  readMs: 12_000,
  paintMs: 20_000,
  visitMs: 35_000,
  hostDelayMs: 250,
}
