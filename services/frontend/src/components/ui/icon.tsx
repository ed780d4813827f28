import type { IconNode } from 'lucide'

/**
 * A drawing that says nothing by itself: what it stands for is said in words beside it, or by the button's label. Plain
 * elements, also where a page's server part draws it; lucide-react's would each be a component in the browser.
 * @param props.of from `lucide`
 */
export function Icon({ of, className }: { readonly of: IconNode; readonly className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={24}
      height={24}
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={className}
    >
      {of.map(([Tag, attributes], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the strokes of a drawing never change
        <Tag key={index} {...attributes} />
      ))}
    </svg>
  )
}
