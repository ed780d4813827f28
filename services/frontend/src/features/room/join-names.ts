/** Under which the browser keeps the name that somebody wrote with last. */
export const nameKey = 'parlance_name'

/** Id of the line under the name: what it is for, or why it was not taken. */
export const joinNoteId = 'join-note'
