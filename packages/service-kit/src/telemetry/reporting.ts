/** What is told with an error: short words, never what people wrote, sent or are. */
export type ErrorFacts = Readonly<Record<string, string>>

/** Hands an error on to where errors are collected. Never throws, and waits for nothing. */
export type ReportError = (error: Error, facts: ErrorFacts) => void

let report: ReportError = () => {}

/** Reports an error, where that is configured. Every error that is logged with its stack comes here by itself. */
export const reportError: ReportError = (error, facts) => report(error, facts)

/** From now on errors go there. */
export function reportTo(to: ReportError): void {
  report = to
}
