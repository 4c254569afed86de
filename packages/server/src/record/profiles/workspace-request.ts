export { endpoints } from '../access/index.ts'
export type { WorkspaceRequest } from '../access/index.ts'
