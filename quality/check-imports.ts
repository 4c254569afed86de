import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { rules } from './dependency-rules.ts'

export type Breach = { rule: string; from: string; to: string }

const FOLDERS = ['packages', 'bench', 'evals', 'crash', 'docs', 'quality']
const MODULES_MIN = 10

/** Reads every module of ours below `root`, and says which of their imports break a rule. */
export async function checkImports(root: string): Promise<{ modules: number; breaches: Breach[] }> {
  const folders = FOLDERS.filter((folder) => existsSync(resolve(root, folder)))
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)dist/' },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    },
    undefined,
    { tsConfig: extractTSConfig(resolve(root, 'tsconfig.json')) },
  )
  const { modules, summary } = output as ICruiseResult
  return {
    modules: modules.filter(({ source }) => FOLDERS.some((folder) => source.startsWith(`${folder}/`))).length,
    breaches: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}

function report(breaches: Breach[]): string {
  return breaches.map(({ rule, from, to }) => `${rule}: ${from} → ${to}\n  ${rules.find(({ name }) => name === rule)?.comment}\n`).join('')
}

if (import.meta.main) {
  const { modules, breaches } = await checkImports(resolve(import.meta.dirname, '..'))
  process.stdout.write(report(breaches))
  // Under a TypeScript it does not know, dependency-cruiser reads nothing, finds nothing wrong and passes.
  if (modules < MODULES_MIN)
    process.stdout.write(`Only ${modules} modules were read: is typescript still the 6.x that dependency-cruiser understands?\n`)
  if (breaches.length > 0 || modules < MODULES_MIN) process.exitCode = 1
  else process.stdout.write(`${modules} modules keep the import rules.\n`)
}
