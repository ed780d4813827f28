/** Why somebody reports a listing or a message; the backend's own list. */
export const reportReasons = ['spam', 'wrong', 'abuse', 'broken', 'other'] as const
