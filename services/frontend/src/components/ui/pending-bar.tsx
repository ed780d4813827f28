/** Inside a link: a moving bar on top of its card while the page it leads to is on its way (shell/soft-navigation.tsx). */
export function PendingBar() {
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-x-0 top-0 z-10 h-1.5 origin-left scale-x-0 bg-sun opacity-0 transition-transform duration-[2s] ease-out in-data-pending:scale-x-90 in-data-pending:opacity-100"
    />
  )
}
