import type { MapDocument, MapHead } from '@percorso/contract'

/** What lists show of a document. */
export function headOf({
  name,
  kind,
  persona,
  stages,
  steps,
  cells,
}: MapDocument): Pick<MapHead, 'name' | 'kind' | 'persona' | 'stages' | 'steps' | 'measured' | 'cells'> {
  const all = Object.values(cells)
  return {
    name,
    kind,
    persona: persona.name,
    stages: Object.keys(stages).length,
    steps: Object.keys(steps).length,
    measured: all.filter(({ binding }) => binding !== null).length,
    cells: all.filter(isFilled).length,
  }
}

/** Whether a cell has anything in it. */
function isFilled({ text, emotion, moment, providers, modules, binding }: MapDocument['cells'][string]): boolean {
  return text !== '' || emotion !== null || moment || providers.length > 0 || modules.length > 0 || binding !== null
}
