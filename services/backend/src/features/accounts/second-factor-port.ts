/** The second factor of an account, as it is kept. */
export interface FactorRow {
  /** Base32. */
  readonly secret: string
  /** Whether its owner has shown that they can make codes of it. */
  readonly confirmed: boolean
  /** The last time step of which a code was taken: no code is taken twice. */
  readonly lastStep: number
}

/** Second factors and recovery codes; these as SHA-256 alone. */
export interface SecondFactorStore {
  find(userId: string): Promise<FactorRow | undefined>
  codesLeft(userId: string): Promise<number>
  /** Keeps a secret that is not confirmed yet. @returns false where one is confirmed already */
  begin(userId: string, secret: string): Promise<boolean>
  /** Confirms it and gives it its recovery codes. @returns false where that was done meanwhile */
  confirm(userId: string, step: number, codeHashes: readonly string[], client: FactorClient): Promise<boolean>
  /** Takes the code of a time step. @returns false where this one, or a later one, was taken before */
  takeStep(userId: string, step: number): Promise<boolean>
  /** Takes a recovery code. @returns false where there is no such code, or it was used */
  takeCode(userId: string, codeHash: string): Promise<boolean>
  remove(userId: string, client: FactorClient): Promise<void>
}

export interface FactorClient {
  readonly ip: string
  readonly requestId: string
}
