/** How far something is. @param percent whole, from 0 to 100 */
export function ProgressBar({ label, percent }: { readonly label: string; readonly percent: number }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-3 overflow-hidden rounded-sm bg-sunk"
    >
      <div
        className="h-full bg-sun transition-[inline-size] duration-500"
        style={{ inlineSize: `${percent}%` }}
      />
    </div>
  )
}
