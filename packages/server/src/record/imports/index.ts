/**
 * Imports: files become facts. Owns the readers of CSV, JSON Lines and Parquet, mappings, and imports with their files.
 * A file is uploaded ({@link registerImportFiles}), previewed, started ({@link startImport}) and carried out ({@link runImport}), by and by
 * and exactly once, by whoever has called {@link startImports}.
 */
export { importedData } from './imported-data.ts'
export { hasImported } from './pulse-tables.ts'
export { registerImportFiles } from './file-routes.ts'
export { importRoutes } from './routes.ts'
export { runImport } from './run-import.ts'
export { stageFile } from './stage-file.ts'
export { startImport } from './start-import.ts'
export { startImports } from './start-imports.ts'
