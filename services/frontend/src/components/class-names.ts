/** Strings alone, as all of the site gives it: a third of the size on every page. */
export { clsx as classNames } from 'clsx/lite'
