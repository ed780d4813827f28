/** What a room needs now and then and most readers never: one file, sent along with the first need of any of it. */
export { join } from './join.ts'
export { readMessages } from './read-messages.ts'
export { renderMessage } from './render-message.tsx'
