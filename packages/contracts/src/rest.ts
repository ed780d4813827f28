/** Types of the REST interface, generated from the backend's OpenAPI document; a door without gRPC for browsers. */
export type { components, operations, paths } from './gen/rest.ts'
