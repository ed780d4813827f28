/** Where the socket is: beside the REST interface, or on the page's own origin where that is ''. */
export function socketAddress(apiUrl: string, pageOrigin: string): string {
  return `${(apiUrl || pageOrigin).replace(/^http/, 'ws')}/ws`
}
